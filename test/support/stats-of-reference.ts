import type { AllMeasures, Count, DurationName } from '../reference/all-measures';
import { COUNTS, COUNTS_OF_RATES } from '../reference/all-measures';
import { SOME_COUNTS } from '../reference/measures';
import type { Measures } from '../reference/measures';

/** The counts that GraphQL and the reference both name. */
export const COUNTED = SOME_COUNTS;

export type Stats = Readonly<Record<(typeof COUNTED)[number], number>> & {
  readonly closureSecondsAvg: number | null;
  readonly ratingAvg: number | null;
  readonly csatRate: number | null;
};

/** The selection of all of them. */
export const SELECTION = [...COUNTED, 'closureSecondsAvg', 'ratingAvg', 'csatRate'].join(' ');

/** What GraphQL must say where the reference says this. */
export function statsOf(measures: Measures): Stats {
  const counts = Object.fromEntries(COUNTED.map((name) => [name, measures[name]])) as Stats;
  const { closureSeconds, ratings, rating1, rating2, rating3, rating4, rating5 } = measures;
  const stars = rating1 + 2 * rating2 + 3 * rating3 + 4 * rating4 + 5 * rating5;
  return {
    ...counts,
    closureSecondsAvg: averageOf(closureSeconds),
    ratingAvg: ratio(stars, ratings),
    csatRate: ratio(rating4 + rating5, ratings),
  };
}

/** The counts of the contract's StatsRow. */
export const ALL_COUNTED = [
  ...COUNTS.filter((name) => !(COUNTS_OF_RATES as readonly Count[]).includes(name)),
  'episodesOpen',
] as readonly (Exclude<Count, (typeof COUNTS_OF_RATES)[number]> | 'episodesOpen')[];

/** The averages and rates of the contract's StatsRow: null over nothing. */
const RATIOS = {
  firstResponseSecondsAvg: ({ firstResponseSeconds }) => averageOf(firstResponseSeconds),
  firstAnswerSecondsAvg: ({ firstAnswerSeconds }) => averageOf(firstAnswerSeconds),
  replySecondsAvg: ({ replySeconds }) => averageOf(replySeconds),
  totalWaitSecondsAvg: ({ totalWaitSeconds }) => averageOf(totalWaitSeconds),
  closureSecondsAvg: ({ closureSeconds }) => averageOf(closureSeconds),
  ratingAvg: ({ ratings, rating1, rating2, rating3, rating4, rating5 }) =>
    ratio(rating1 + 2 * rating2 + 3 * rating3 + 4 * rating4 + 5 * rating5, ratings),
  csatRate: ({ ratings, rating4, rating5 }) => ratio(rating4 + rating5, ratings),
  ratingResponseRate: ({ ratedClosures, episodesClosed }) => ratio(ratedClosures, episodesClosed),
  copilotInvolvementRate: ({ copilotEpisodes, episodesEngaged }) => ratio(copilotEpisodes, episodesEngaged),
  copilotResolutionRate: ({ copilotResolved, copilotAbandoned, copilotHandedOff }) =>
    ratio(copilotResolved, copilotResolved + copilotAbandoned + copilotHandedOff),
  copilotDurableResolutionRate: ({ durablyResolved, resolvedAWeekAgo }) =>
    ratio(durablyResolved, resolvedAWeekAgo),
  repeatContactRate: ({ repeatContacts, endedAWeekAgo }) => ratio(repeatContacts, endedAWeekAgo),
} as const satisfies Record<string, (measures: AllMeasures) => number | null>;

/** The percentiles of the contract's StatsRow, by the duration that each is of. */
const PERCENTS = {
  firstResponseSeconds: [50, 90, 95, 99],
  firstAnswerSeconds: [50, 90],
  replySeconds: [50, 90],
  totalWaitSeconds: [50, 90],
  closureSeconds: [50, 90, 95, 99],
} as const satisfies Record<DurationName, readonly number[]>;

export const PERCENTILES = Object.entries(PERCENTS).flatMap(([name, percents]) =>
  percents.map((percent) => ({ field: `${name}P${percent}`, name: name as DurationName, percent })),
);

export type AllStats = Readonly<Record<(typeof ALL_COUNTED)[number], number>> &
  Readonly<Record<keyof typeof RATIOS, number | null>>;

/** The selection of every measure that is exact. */
export const EXACT_SELECTION = [...ALL_COUNTED, ...Object.keys(RATIOS)].join(' ');

/** The selection of every measure: of these and of the percentiles. */
export const ALL_SELECTION = [EXACT_SELECTION, ...PERCENTILES.map(({ field }) => field)].join(' ');

/** What GraphQL must say, exactly, in the fields of EXACT_SELECTION. */
export function allStatsOf(measures: AllMeasures): AllStats {
  const counts = ALL_COUNTED.map((name) => [name, measures[name]]);
  const ratios = Object.entries(RATIOS).map(([name, of]) => [name, of(measures)]);
  return Object.fromEntries([...counts, ...ratios]) as AllStats;
}

/** The exact percentiles, by their field's name: the value of the nearest rank, null over nothing. */
export function percentilesOf(measures: AllMeasures): Record<string, number | null> {
  return Object.fromEntries(
    PERCENTILES.map(({ field, name, percent }) => [field, nearestRank(measures[name], percent)]),
  );
}

/**
 * docs/metrics.md: "Percentiles are within 1 % (relative) of the exact value", and "never outside of the samples":
 * nothing is null, 0 is 0.
 */
export function expectPercentiles(row: Readonly<Record<string, unknown>>, measures: AllMeasures): void {
  for (const { field, name, percent } of PERCENTILES) {
    expectPercentile({ field, answered: row[field], percent, ascending: measures[name] });
  }
}

/** @param ascending the samples, in seconds */
export function expectPercentile({
  field,
  answered,
  percent,
  ascending,
}: {
  readonly field: string;
  readonly answered: unknown;
  readonly percent: number;
  readonly ascending: readonly number[];
}): void {
  const exact = nearestRank(ascending, percent);
  const [least = 0, most = 0] = [ascending[0], ascending.at(-1)];
  const isNear =
    typeof answered === 'number' && exact !== null
      ? Math.abs(answered - exact) <= exact / 100 && answered >= least && answered <= most
      : answered === exact;
  expect({ field, answered, exact, isNear }).toMatchObject({ isNear: true });
}

/** A row of GraphQL without its percentiles, for a comparison of all else with `allStatsOf`. */
export function withoutPercentiles<Row extends object>(row: Row): Row {
  const inexact = new Set(PERCENTILES.map(({ field }) => field));
  return Object.fromEntries(Object.entries(row).filter(([name]) => !inexact.has(name))) as Row;
}

/** @param ascending one value per sample */
function nearestRank(ascending: readonly number[], percent: number): number | null {
  return ascending[Math.max(Math.ceil((percent * ascending.length) / 100), 1) - 1] ?? null;
}

/** "an average is the sum over the count of the same samples"; summed up in whole milliseconds. */
function averageOf(seconds: readonly number[]): number | null {
  const milliseconds = seconds.reduce((sum, value) => sum + Math.round(value * 1000), 0);
  const average = ratio(milliseconds, seconds.length);
  return average === null ? null : average / 1000;
}

function ratio(dividend: number, divisor: number): number | null {
  return divisor === 0 ? null : dividend / divisor;
}
