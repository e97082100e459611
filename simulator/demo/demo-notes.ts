import { setTimeout as sleep } from 'node:timers/promises';
import { SimulatorError } from '../simulator-error';
import { DAY } from '../world/world-options';
import { badWeekOf } from './demo-worlds';

interface Note {
  readonly time: number;
  readonly endTime?: number;
  readonly text: string;
  readonly account?: string;
}

const RETRY_MS = 500;
const RETRY_FOR_MS = 60_000;
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
 * @throws SimulatorError `DEMO_FAILED`
 */
export async function addNotes(origin: string, token: string, until: number): Promise<void> {
  for (const { time, endTime, ...rest } of notesOf(until)) {
    const end = endTime === undefined ? {} : { endTime: new Date(endTime).toISOString() };
    await ask(origin, token, { ...rest, ...end, time: new Date(time).toISOString() });
  }
}

async function ask(origin: string, token: string, variables: object): Promise<void> {
  const giveUpAt = performance.now() + RETRY_FOR_MS;
  for (;;) {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: ADD, variables }),
    });
    const text = await response.text();
    if (response.ok) return;
    if (response.status < 500 || performance.now() > giveUpAt) {
      throw new SimulatorError('DEMO_FAILED', `A note could not be written: ${text.slice(0, 300)}`);
    }
    await sleep(RETRY_MS);
  }
}
