import fc from 'fast-check';
import { oddHistories, oddRange } from '../support/odd-histories';
import { oddSchedules } from '../support/odd-schedules';
import type { AllMeasures } from './all-measures';
import { COUNTS, DURATIONS } from './all-measures';
import type { Question } from './cells';
import { cellsOf } from './cells';
import { fullEpisodesOf } from './full-episodes';
import { historiesOf } from './history';
import type { History } from './history';

const START = Date.UTC(2026, 2, 27);
const WEEKS = { hasWeekBefore: true };
const { from, to } = oddRange(START, WEEKS);
const ODD_HISTORY = oddHistories(START, WEEKS);
const RECEIVED = to;
const SIX_HOURS = 6 * 3_600_000;

const historyOf = (bodies: readonly Buffer[], now: number) =>
  historiesOf(
    bodies.map((body) => ({ account: 'default', receivedAt: RECEIVED, body })),
    { now },
  ).get('default') as History;

const measuresOf = (history: History, question: Omit<Question, 'edges'>, edges = [from, RECEIVED + 1]) =>
  cellsOf(history, { ...question, edges }).map(({ measures }) => measures);

/** Everything that can be added up; the durations as one list. */
function sumOf(rows: readonly AllMeasures[], isOverTime: boolean) {
  const sum = (name: keyof AllMeasures) => rows.reduce((total, row) => total + Number(row[name]), 0);
  const counts = Object.fromEntries(COUNTS.map((name) => [name, sum(name)]));
  const durations = (Object.keys(DURATIONS) as (keyof typeof DURATIONS)[]).map((name) =>
    rows.flatMap((row) => row[name]).sort((a, b) => a - b),
  );
  return { counts, durations, open: isOverTime ? undefined : sum('episodesOpen') };
}

/** More than there are deliveries. */
const SHUFFLE = fc.array(fc.nat(), { minLength: 200, maxLength: 200 });
const now = fc.integer({ min: 0, max: 16 * 4 }).map((quarters) => from + quarters * SIX_HOURS);

/** docs/metrics.md, "Properties that must hold, and be tested". */
describe('of histories of every kind of event', () => {
  it('the sum over buckets or groups is the whole', () => {
    fc.assert(
      fc.property(ODD_HISTORY, now, (bodies, at) => {
        const history = historyOf(bodies, at);
        const whole = measuresOf(history, { fill: true });
        const byAll = { groupBy: ['operator', 'page', 'copilot', 'attribute'], attribute: 'x' } as const;
        expect(sumOf(measuresOf(history, byAll), false)).toEqual(sumOf(whole, false));
        const edges = Array.from({ length: 64 }, (_, index) => from + index * SIX_HOURS).concat(RECEIVED + 1);
        expect(sumOf(measuresOf(history, {}, edges), true)).toEqual(sumOf(whole, true));
        const filters = [true, false].map((copilot) => ({ filter: { copilot }, fill: true }));
        const parts = filters.flatMap((filter) => measuresOf(history, filter));
        expect(sumOf(parts, false)).toEqual(sumOf(whole, false));
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('the outcomes of the copilot add up, and there are as many episodes as started', () => {
    fc.assert(
      fc.property(ODD_HISTORY, now, (bodies, at) => {
        const history = historyOf(bodies, at);
        const [row] = measuresOf(history, { fill: true }) as [AllMeasures];
        const { copilotPending, copilotResolved, copilotAbandoned, copilotHandedOff } = row;
        expect(copilotPending + copilotResolved + copilotAbandoned + copilotHandedOff).toBe(
          row.copilotEpisodes,
        );
        const started = fullEpisodesOf(history).filter(({ startedAt }) => startedAt !== undefined);
        expect(row.episodesStarted).toBe(started.length);
        expect(row.firstResponses + row.episodesUnanswered).toBeLessThanOrEqual(row.episodesEngaged);
        expect(row.episodesMissed).toBeLessThanOrEqual(row.episodesUnanswered);
        expect(row.episodesEngaged + row.episodesEmpty).toBeLessThanOrEqual(row.episodesStarted);
        expect(row.copilotSilent).toBeLessThanOrEqual(row.copilotEligible);
        expect(row.totalWaits).toBeLessThanOrEqual(row.firstAnswers);
        expect(row.durablyResolved).toBeLessThanOrEqual(row.resolvedAWeekAgo);
        expect(row.resolvedAWeekAgo).toBeLessThanOrEqual(row.copilotResolved);
        expect(row.ratings).toBe(row.rating1 + row.rating2 + row.rating3 + row.rating4 + row.rating5);
      }),
      { numRuns: 60, seed: 6 },
    );
  });

  it('working lengths are at most those of the calendar, and as long where it is always open', () => {
    const schedules = oddSchedules(START);
    const ALWAYS = 4;
    fc.assert(
      fc.property(ODD_HISTORY, now, fc.constantFrom(...schedules.keys()), (bodies, at, index) => {
        const received = bodies.map((body) => ({ account: 'default', receivedAt: RECEIVED, body }));
        const options = { now: at, schedules: { default: schedules[index] ?? [] } };
        const episodes = fullEpisodesOf(historiesOf(received, options).get('default') as History);
        const lengths = episodes.flatMap(({ firstResponse, firstAnswer, replies, totalWait, closure }) =>
          [firstResponse, firstAnswer, ...replies, totalWait, closure].filter((one) => one !== undefined),
        );
        for (const { seconds, workingSeconds } of lengths) {
          if (index === 0 || index === ALWAYS) expect(workingSeconds).toBe(seconds);
          expect(workingSeconds).toBeGreaterThanOrEqual(0);
          expect(workingSeconds).toBeLessThanOrEqual(seconds);
        }
      }),
      { numRuns: 60, seed: 8 },
    );
  });

  it('neither order nor copies change anything', () => {
    fc.assert(
      fc.property(ODD_HISTORY, now, SHUFFLE, (bodies, at, places) => {
        const question = {
          groupBy: ['operator', 'page', 'copilot', 'attribute'],
          attribute: 'plan',
        } as const;
        const expected = measuresOf(historyOf(bodies, at), question);
        const copied = [...bodies, ...bodies.filter((_, index) => index % 3 === 0)];
        const shuffled = copied
          .map((body, index) => ({ body, place: places[index] ?? 0 }))
          .sort((one, other) => one.place - other.place)
          .map(({ body }) => body);
        expect(measuresOf(historyOf(shuffled, at), question)).toEqual(expected);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
