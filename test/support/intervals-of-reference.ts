import type { AllMeasures, DurationName } from '../reference/all-measures';
import { DURATIONS } from '../reference/all-measures';
import { meanOf, orderStatisticsOf, ratioOf, wilsonOf } from '../reference/statistics/intervals';
import type { Ends } from '../reference/statistics/intervals';
import { PERCENTILES } from './stats-of-reference';

/** Of how many each rate is a part, and the part. */
export const SHARES: Record<string, (measures: AllMeasures) => readonly [part: number, whole: number]> = {
  csatRate: ({ ratings, rating4, rating5 }) => [rating4 + rating5, ratings],
  ratingResponseRate: ({ ratedClosures, episodesClosed }) => [ratedClosures, episodesClosed],
  copilotInvolvementRate: ({ copilotEpisodes, episodesEngaged }) => [copilotEpisodes, episodesEngaged],
  copilotResolutionRate: ({ copilotResolved, copilotAbandoned, copilotHandedOff }) => [
    copilotResolved,
    copilotResolved + copilotAbandoned + copilotHandedOff,
  ],
  copilotDurableResolutionRate: ({ durablyResolved, resolvedAWeekAgo }) => [
    durablyResolved,
    resolvedAWeekAgo,
  ],
  repeatContactRate: ({ repeatContacts, endedAWeekAgo }) => [repeatContacts, endedAWeekAgo],
};

/** The samples of each average, but for that of replies: several of one episode are alike. */
export const AVERAGES: Record<string, (measures: AllMeasures) => readonly number[]> = {
  ...Object.fromEntries(
    (Object.keys(DURATIONS) as DurationName[])
      .filter(isOneAnEpisode)
      .map((name) => [`${name}Avg`, (measures: AllMeasures) => measures[name]]),
  ),
  ratingAvg: (measures) =>
    ([1, 2, 3, 4, 5] as const).flatMap((stars) =>
      Array.from({ length: measures[`rating${stars}`] }, () => stars),
    ),
};

/** What has an interval: all that is no count. */
export const FIELDS_WITH_ENDS: readonly string[] = [
  ...Object.keys(SHARES),
  ...Object.keys(AVERAGES),
  'replySecondsAvg',
  ...PERCENTILES.map(({ field }) => field),
];

/** The selection of the ends of all intervals. */
export const ENDS_SELECTION = FIELDS_WITH_ENDS.flatMap((field) => [`${field}Low`, `${field}High`]).join(' ');

/**
 * "Every rate, average and percentile has a 95 % interval": rates and averages to eight digits, percentiles within
 * one percent of the samples of their ranks.
 * @returns how many there were
 */
export function expectIntervals(row: Readonly<Record<string, unknown>>, measures: AllMeasures): number {
  let found = 0;
  const expectEnds = (field: string, ends: Ends | null, precision: number) => {
    const answered = [row[`${field}Low`], row[`${field}High`]];
    const isNear =
      ends === null
        ? answered.every((end) => end === null)
        : ends.every((end, index) => {
            const given = answered[index];
            return (
              typeof given === 'number' && Math.abs(given - end) <= precision * Math.max(1, Math.abs(end))
            );
          });
    expect({ field, answered, ends, isNear }).toMatchObject({ isNear: true });
    if (ends !== null) found += 1;
  };
  for (const [field, shareOf] of Object.entries(SHARES)) {
    const [part, whole] = shareOf(measures);
    expectEnds(field, part > whole ? null : wilsonOf(part, whole), 1e-9);
  }
  for (const [field, samplesOf] of Object.entries(AVERAGES)) {
    expectEnds(field, meanOf(samplesOf(measures)), 1e-8);
  }
  expectEnds('replySecondsAvg', ratioOf(measures.replySecondsOfEpisodes), 1e-8);
  for (const { field, name, percent } of PERCENTILES) {
    expectEnds(field, isOneAnEpisode(name) ? orderStatisticsOf(measures[name], percent) : null, 0.0101);
  }
  return found;
}

/** "Several samples of one episode are not independent": percentiles of replies have no interval. */
function isOneAnEpisode(name: DurationName): boolean {
  return name !== 'replySeconds';
}

/** The measures of several cells as one. */
export function allTogether(cells: readonly AllMeasures[]): AllMeasures {
  const names = Object.keys(cells[0] ?? {}) as (keyof AllMeasures)[];
  const together = names.map((name) => {
    const values = cells.map((cell) => cell[name]);
    if (name === 'replySecondsOfEpisodes') return [name, cells.flatMap((cell) => cell[name])];
    const numbers = values.flat() as number[];
    const isList = values.some((value) => Array.isArray(value));
    return [name, isList ? numbers.sort((a, b) => a - b) : numbers.reduce((sum, one) => sum + one, 0)];
  });
  return Object.fromEntries(together) as AllMeasures;
}
