import { askService } from '../verification/ask-service';
import { DAY } from '../world/world-options';
import { badWeekOf } from './demo-worlds';

interface Note {
  readonly time: number;
  readonly endTime?: number;
  readonly text: string;
  readonly account?: string;
}

const ADD = `mutation ($time: DateTime!, $endTime: DateTime, $text: String!, $account: String) {
  addAnnotation(time: $time, endTime: $endTime, text: $text, account: $account) { id }
}`;

function notesOf(until: number): Note[] {
  const { from, to } = badWeekOf({ until });
  return [
    { time: from, endTime: to, text: 'Parcels were late, and two of us were ill', account: 'shop' },
    { time: until - 230 * DAY, text: 'The copilot has read our help pages' },
    { time: until - 120 * DAY, text: 'New prices', account: 'app' },
  ];
}

/**
 * Writes down what the team has noted in the year, as soon as the service can.
 * @throws SimulatorError `STATS_FAILED`
 */
export async function addNotes(origin: string, token: string, until: number): Promise<void> {
  const graphqlUrl = new URL('/graphql', origin);
  for (const { time, endTime, ...rest } of notesOf(until)) {
    const end = endTime === undefined ? {} : { endTime: new Date(endTime).toISOString() };
    await askService({ graphqlUrl, token }, ADD, { ...rest, ...end, time: new Date(time).toISOString() });
  }
}
