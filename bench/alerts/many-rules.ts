import { stringify } from 'yaml';
import { BenchError } from '../support/bench-error';

const MEASURES = [
  ...['csatRate', 'ratingAvg', 'episodesMissed', 'episodesUnanswered', 'chatsBlocked', 'messagesVisitor'],
  ...['firstResponseSecondsP90', 'firstAnswerSecondsP50', 'totalWaitSecondsP90', 'copilotResolutionRate'],
];
const WINDOWS = ['1h', '4h', '24h', '7d', '28d'];
/** The service takes no longer file of rules. */
const MAX_LENGTH = 1_048_576;
const CLOCKS = ['CALENDAR', 'WORKING'];
const CHANGED = ['csatRate', 'episodesEngaged', 'firstAnswerSecondsP50'];
/** What no measure comes to: nobody is to be told anything while it is measured. */
const NEVER = 1_000_000_000;

/**
 * A file of rules with so many alerts, of all kinds, none of which is ever so.
 * @param pages so many are looked at by alerts of their own
 */
export function manyRules(count: number, pages: number): string {
  const alerts = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`a${index}`, { ...conditionOf(index, pages), to: 'room' }]),
  );
  const rules = {
    channels: { room: { slack: '${ROOM}' } },
    targets: { soon: { measure: 'FIRST_ANSWER', within: '5m', goal: 0.9 } },
    schedules: {
      office: { zone: 'Europe/Vilnius', week: { monday: '09:00-18:00', tuesday: '09:00-18:00' } },
    },
    alerts,
  };
  const text = stringify(rules, { collectionStyle: 'flow', lineWidth: 0 });
  if (text.length >= MAX_LENGTH) throw new BenchError(`So many alerts take a file of ${text.length} bytes.`);
  return text;
}

/** How many of so many alerts are changes, of which the last closed window is judged once. */
export function changesAmong(count: number): number {
  return Array.from({ length: count }, (_, index) => index).filter(isChange).length;
}

function isChange(index: number): boolean {
  return index % 100 >= 94 && index % 100 < 98;
}

/** In a hundred: 60 thresholds, 20 on waits, 8 on events, 6 on silences, 4 changes, 1 on a target, 1 on the data. */
function conditionOf(index: number, pages: number): object {
  const place = index % 100;
  const turn = Math.floor(index / 100) * 60 + place;
  const pick = <Item>(items: readonly Item[], of = turn) => items[of % items.length];
  if (place < 60) {
    const filter = place % 4 === 0 ? { pages: `/pages/${Math.floor(turn / 4) % pages}` } : {};
    const threshold = {
      measure: pick(MEASURES),
      over: pick(WINDOWS, Math.floor(turn / 10)),
      above: NEVER + index,
    };
    return { threshold, ...filter, during: 'office' };
  }
  if (place < 75) return { waiting: { longerThan: '10m', moreThan: 1_000_000 - index, clock: pick(CLOCKS) } };
  if (place < 80) return { due: { within: '5m', moreThan: 1_000_000 - index } };
  if (place < 85) return { rating: { atMost: 1 }, pages: `/nobody-${index}` };
  if (place < 88) return { blocked: {}, pages: `/nobody-${index}` };
  if (place < 94) return { silence: { atLeast: '200d' }, accounts: 'default' };
  if (isChange(index))
    return { change: { measure: pick(CHANGED), window: 'WEEK' }, pages: `/nobody-${index}` };
  if (place < 99) return { target: {}, pages: `/nobody-${index}` };
  return { data: { late: '200d', coverageBelow: 0 } };
}
