import type { AllMeasures } from '../reference/all-measures';
import {
  bootstrapOf,
  dispersionOf,
  logRatioOf,
  newcombeOf,
  orderStatisticsOf,
  ratioDifferenceOf,
  welchOf,
} from '../reference/statistics/intervals';
import type { Days, Ends } from '../reference/statistics/intervals';
import { AVERAGES, SHARES } from './intervals-of-reference';
import { ALL_COUNTED, allStatsOf, PERCENTILES, percentilesOf } from './stats-of-reference';

/** What the definitions say of a change. */
export interface ExpectedChange {
  readonly measure: string;
  readonly value: number | null;
  readonly previous: number | null;
  readonly n: number;
  readonly nPrevious: number;
  readonly change: number | null;
  readonly ends: Ends | null;
  readonly verdict: string | null;
  readonly dispersionAssumed: boolean;
  /** How far the numbers may be from these, relative to the greatest of them. */
  readonly precision: number;
}

/** "A certain change smaller than 5 % or 2 points is about the same". */
const RATES = /Rate$/;
/** "Counts of messages and other events have no verdict". */
const EVENTS: readonly string[] = [
  ...['messagesVisitor', 'messagesOperator', 'messagesCopilot', 'messagesProactive', 'replies'],
  ...['emailSubscriptions', 'transcriptsSent', 'chatsBlocked', 'chatsDestroyed'],
  ...['ratings', 'rating1', 'rating2', 'rating3', 'rating4', 'rating5'],
  ...['copilotEnabledEvents', 'copilotDisabledEvents'],
];

/**
 * The changes of all measures between two periods that are counted in full.
 * @param daysOf the daily counts of a measure before the end of the later one
 */
export function changesOf(
  now: AllMeasures,
  before: AllMeasures,
  daysOf: (measure: (typeof ALL_COUNTED)[number]) => Days,
): ExpectedChange[] {
  const [values, previous] = [
    { ...allStatsOf(now), ...percentilesOf(now) } as Record<string, number | null>,
    { ...allStatsOf(before), ...percentilesOf(before) } as Record<string, number | null>,
  ];
  const numbersOf = (measure: string, isCount: boolean) => {
    const [value = null, was = null] = [values[measure], previous[measure]];
    const change = value === null || was === null ? null : isCount ? value / was - 1 : value - was;
    return { measure, value, previous: was, change: isCount && was === 0 ? null : change };
  };
  const counts = ALL_COUNTED.map((measure): ExpectedChange => {
    const [n, nPrevious] = [now[measure], before[measure]];
    const days = daysOf(measure);
    const isJudged = !EVENTS.includes(measure);
    const ends = isJudged && n > 0 && nPrevious > 0 ? logRatioOf(n, nPrevious, dispersionOf(days)) : null;
    const verdict = isJudged ? verdictOf(n, nPrevious, ends) : null;
    const dispersionAssumed = isJudged && days.length < 28;
    return { ...numbersOf(measure, true), n, nPrevious, ends, verdict, dispersionAssumed, precision: 1e-8 };
  });
  const rates = Object.entries(SHARES).map(([measure, shareOf]): ExpectedChange => {
    const [[part, n], [partBefore, nPrevious]] = [shareOf(now), shareOf(before)];
    const ends = n > 0 && nPrevious > 0 ? newcombeOf(part, n, partBefore, nPrevious) : null;
    const isRare = [part, n - part, partBefore, nPrevious - partBefore].some((count) => count < 5);
    const verdict = isRare ? 'TOO_FEW' : verdictOf(n, nPrevious, ends);
    return {
      ...numbersOf(measure, false),
      ...{ n, nPrevious, ends, verdict, dispersionAssumed: false, precision: 1e-8 },
    };
  });
  const averages = Object.entries(AVERAGES).map(([measure, samplesOf]): ExpectedChange => {
    const [samples, samplesBefore] = [samplesOf(now), samplesOf(before)];
    const [n, nPrevious] = [samples.length, samplesBefore.length];
    const ends = n > 1 && nPrevious > 1 ? welchOf(samples, samplesBefore) : null;
    const verdict = verdictOf(n, nPrevious, ends);
    return {
      ...numbersOf(measure, false),
      ...{ n, nPrevious, ends, verdict, dispersionAssumed: false, precision: 1e-8 },
    };
  });
  averages.push(changeOfReplies(now, before, numbersOf('replySecondsAvg', false)));
  const percentiles = PERCENTILES.map(({ field, name, percent }): ExpectedChange => {
    const [samples, samplesBefore] = [now[name], before[name]];
    const isJudged = name !== 'replySeconds';
    const [n, nPrevious] = [samples.length, samplesBefore.length];
    const ends = isJudged && n > 0 && nPrevious > 0 ? bootstrapOf(samples, samplesBefore, percent) : null;
    // "where its own interval has not both ends"
    const isCovered = [samples, samplesBefore].every((one) => orderStatisticsOf(one, percent) !== null);
    const ofMany = isCovered ? verdictOf(n, nPrevious, ends) : 'TOO_FEW';
    const verdict = isJudged ? ofMany : null;
    return {
      ...numbersOf(field, false),
      ...{ n, nPrevious, ends, verdict, dispersionAssumed: false, precision: 0.0101 },
    };
  });
  return [...counts, ...rates, ...averages, ...percentiles];
}

/** "averages of reply… are ratios …, and their changes add the two variances" */
function changeOfReplies(
  { replies: n, replySecondsOfEpisodes: episodes }: AllMeasures,
  { replies: nPrevious, replySecondsOfEpisodes: episodesBefore }: AllMeasures,
  numbers: Pick<ExpectedChange, 'measure' | 'value' | 'previous' | 'change'>,
): ExpectedChange {
  const areEnough = episodes.length > 1 && episodesBefore.length > 1;
  const ends = areEnough ? ratioDifferenceOf(episodes, episodesBefore) : null;
  const verdict = areEnough ? verdictOf(n, nPrevious, ends) : 'TOO_FEW';
  return {
    ...numbers,
    ...{ n, nPrevious, ends, verdict, dispersionAssumed: false, precision: 1e-8 },
  };
}

function verdictOf(n: number, nPrevious: number, ends: Ends | null): string | null {
  if (n < 10 || nPrevious < 10) return 'TOO_FEW';
  if (ends === null) return null;
  if (ends[0] > 0) return 'HIGHER';
  return ends[1] < 0 ? 'LOWER' : 'NOT_DISTINGUISHABLE';
}

/** Fails unless a row of `changes` says this. */
export function expectChange(row: Readonly<Record<string, unknown>>, expected: ExpectedChange): void {
  const { ends, precision, verdict, value, previous, change, ...exact } = expected;
  const scale = precision * Math.max(1, ...[value, previous].map((one) => Math.abs(one ?? 0)));
  const isNear = (found: unknown, wanted: number | null) =>
    wanted === null
      ? found === null
      : typeof found === 'number' &&
        Math.abs(found - wanted) <= 2 * Math.max(scale, precision * Math.abs(wanted));
  expect(row).toMatchObject(exact);
  const moved = value === null || previous === null || change === null ? null : Math.abs(value - previous);
  const wanted = RATES.test(exact.measure) ? 0.02 : 0.05 * Math.abs(previous ?? 0);
  const isClearlyNear = moved === null || Math.abs(moved - wanted) > 3 * scale;
  if (isClearlyNear) expect(row).toMatchObject({ matters: moved === null ? null : moved >= wanted });
  expect({
    row,
    expected,
    areNear: isNear(row['value'], value) && isNear(row['previous'], previous),
  }).toMatchObject({
    areNear: true,
  });
  expect({ row, expected, isNear: isNear(row['change'], change) }).toMatchObject({ isNear: true });
  const found = [row['changeLow'], row['changeHigh']];
  const areNear = found.every((end, index) => isNear(end, ends === null ? null : (ends[index] ?? NaN)));
  expect({ row, expected, areNear }).toMatchObject({ areNear: true });
  // Of bins, an end that is near to no change at all may lie on its other side.
  const isClear = ends === null || ends.every((end) => Math.abs(end) > 2 * scale);
  if (precision < 0.01 || isClear) expect(row).toMatchObject({ measure: exact.measure, verdict });
}
