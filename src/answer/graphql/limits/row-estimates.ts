import { UNBOUNDED } from '../../../platform/access/caller';
import { resolveRange, UTC } from '../../measures/calendar/range-input';
import type { RangeInput } from '../../measures/calendar/range-input';
import { resolveGranularity } from '../../measures/calendar/granularity';
import type { BucketGranularity } from '../../measures/calendar/granularity';
import { requireZone } from '../../measures/calendar/require-zone';
import { MEASURES } from '../../measures/registry/measures';
import { CURVE_SECONDS } from '../../measures/response-curve/response-curve.service';
import { statsRequestOf } from '../../measures/stats/stats-input';
import type { StatsInput } from '../../measures/stats/stats-input';
import { SUMMARY_MEASURES } from '../../measures/summary/summary.service';
import { TARGETS_GRANULARITY } from '../../measures/targets/targets.service';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LENGTH_MS: Readonly<Record<Exclude<BucketGranularity, 'TOTAL'>, number>> = {
  QUARTER_HOUR: HOUR_MS / 4,
  HOUR: HOUR_MS,
  DAY: DAY_MS,
  WEEK: 7 * DAY_MS,
  MONTH: 30.4 * DAY_MS,
};
/** Taken for a list whose length nobody knows: of operators, say. */
const SOME_ROWS = 200;
/** Taken for how many groups there are where that decides over nothing but the order of answers. */
const SOME_GROUPS = 100;

/** What is known of an answer before the database is asked. */
export interface RowEstimate {
  /** At least so many, unless there are no groups at all. */
  readonly rows: number;
  /** How many there may well be; the same where it is known. */
  readonly likelyRows?: number;
  /** Buckets that have to be gone through, whatever is shown of them. */
  readonly buckets?: number;
  /** Statements that it takes. */
  readonly statements: number;
  /** Whether its rows come with bodies of deliveries, where these are asked for. */
  readonly haveBodies?: boolean;
}

/** The arguments of a field, as the schema has made sure. */
type Args = Readonly<Record<string, unknown>>;
/** @param selected the fields of its rows, as the schema names them: once for each alias */
type Estimate = (args: Args, selected: readonly string[]) => RowEstimate;

/** How long the lists within rows are, about, by the name of their field. */
export const LENGTHS_WITHIN: Readonly<Record<string, number>> = {
  received: 50,
  parts: 3,
  sentences: 3,
  changes: SUMMARY_MEASURES.length,
  points: CURVE_SECONDS.length,
};
/** What of freshness takes a statement of its own, each time it is asked for. */
const OWN_STATEMENTS: readonly string[] = [
  'received',
  'kept',
  'deliveriesNotUnderstood',
  'stateEventsDatedBefore',
  'copilotUnrecognised',
  'rebuildDue',
  'rebuild',
  'numbersMixed',
];

const listed = ({ limit }: Args): RowEstimate => ({ rows: Math.max(0, Number(limit ?? 100)), statements: 1 });
const some: Estimate = () => ({ rows: SOME_ROWS, statements: 1 });
const one: Estimate = () => ({ rows: 1, statements: 1 });
const events: Estimate = (args) => ({ ...listed(args), haveBodies: true });

/** By root field. */
export const ROW_ESTIMATES: ReadonlyMap<string, Estimate> = new Map<string, Estimate>([
  ['stats', ofStats],
  ['heatmap', ofHeatmap],
  ['distribution', () => ({ rows: 16, statements: 1 })],
  ['targets', ofTargets],
  ['changes', ofChanges],
  ['summary', () => ({ rows: 1, buckets: 60, statements: 6 })],
  ['responseCurve', () => ({ rows: 1, statements: 1 })],
  ['explain', () => ({ rows: 1 + MEASURES.length / 10, statements: 6 })],
  ['episodes', ofEpisodes],
  ['chatEpisodes', (args) => ({ ...listed(args), statements: 2 })],
  ['events', events],
  ['chatEvents', events],
  ['deliveries', events],
  ['coverage', ofCoverage],
  ['pages', listed],
  ['attributeValues', listed],
  ['operators', some],
  ['attributeNames', some],
  ['accounts', some],
  ['schedules', () => ({ rows: SOME_ROWS, statements: 0 })],
  ['teams', () => ({ rows: SOME_ROWS, statements: 0 })],
  ['targetNames', () => ({ rows: SOME_ROWS, statements: 0 })],
  ['live', one],
  ['waiting', listed],
  ['freshness', ofFreshness],
  ['annotations', some],
  ['addAnnotation', () => ({ rows: 1, statements: 1 })],
  ['changeAnnotation', () => ({ rows: 1, statements: 2 })],
  ['removeAnnotation', () => ({ rows: 1, statements: 2 })],
  ['share', () => ({ rows: 1, statements: 0 })],
  ['shares', some],
  ['createShare', () => ({ rows: 1, statements: 2 })],
  ['revokeShare', () => ({ rows: 1, statements: 2 })],
  ['notifications', listed],
  ['alerts', () => ({ rows: SOME_ROWS, statements: 2 })],
  ['alertChanges', (args) => ({ ...listed(args), statements: 2 })],
  ['muteAlert', () => ({ rows: 1, statements: 4 })],
  ['unmuteAlert', () => ({ rows: 1, statements: 6 })],
  ['acknowledgeAlert', () => ({ rows: 1, statements: 5 })],
  ['channels', () => ({ rows: SOME_ROWS, statements: 2 })],
  // Others are posted to: nobody is to do that hundreds of times.
  ['testChannel', () => ({ rows: 1, statements: 50 })],
  ['measures', () => ({ rows: MEASURES.length, statements: 0 })],
  ['access', () => ({ rows: 1, statements: 0 })],
  ['audit', listed],
  ['grants', () => ({ rows: SOME_ROWS, statements: 3 })],
]);

/** To look through texts is as dear as many lists. */
function ofEpisodes(args: Args): RowEstimate {
  return {
    ...listed(args),
    statements: 2 + (args['search'] == null ? 0 : 1) + (args['words'] == null ? 0 : 20),
  };
}

function ofStats(args: Args): RowEstimate {
  const { groupBy, compare, fill, offset, limit, granularity, zone, ...range } = statsRequestOf(
    args as object as StatsInput,
    [],
    // A narrower filter changes no estimate.
    UNBOUNDED,
  );
  const periods = compare === undefined ? 1 : 2;
  const resolved = resolveGranularity(granularity, range, requireZone(zone));
  const buckets =
    periods * (resolved === 'TOTAL' ? 1 : Math.ceil((range.to - range.from) / LENGTH_MS[resolved]));
  const shown = (rows: number): number => Math.min(limit, Math.max(0, rows - offset));
  const likely = groupBy.length === 0 ? buckets : buckets * SOME_GROUPS;
  // More buckets than may be shown are refused anyway, with what to do about it.
  return { rows: fill ? shown(buckets) : 0, likelyRows: shown(likely), buckets, statements: periods };
}

/** @returns as if there were as many targets as are named: how many there are, the rules say */
function ofTargets({ targets, granularity, ...args }: Args): RowEstimate {
  const named = Math.max(1, new Set(targets as readonly string[] | null | undefined).size);
  const ofEach = ofStats({ ...args, granularity: granularity ?? TARGETS_GRANULARITY });
  const likely = ofEach.likelyRows ?? ofEach.rows;
  return { ...ofEach, rows: named * ofEach.rows, likelyRows: named * likely };
}

/** A period and the one before it, the first day, and the days before. */
function ofChanges({ measures, groupBy }: Args): RowEstimate {
  const named = (measures as readonly string[] | undefined)?.length ?? 0;
  const ofGroup = named === 0 ? MEASURES.length : named;
  const isGrouped = ((groupBy as readonly string[] | null | undefined) ?? []).length > 0;
  const rows = isGrouped ? 0 : ofGroup;
  return { rows, likelyRows: ofGroup * (isGrouped ? SOME_GROUPS : 1), buckets: 60, statements: 4 };
}

function ofHeatmap(args: Args): RowEstimate {
  return { rows: 168, buckets: lengthOf(args) / HOUR_MS, statements: 1 };
}

function ofFreshness(_: Args, selected: readonly string[]): RowEstimate {
  return { rows: 1, statements: 2 + selected.filter((name) => OWN_STATEMENTS.includes(name)).length };
}

function ofCoverage(args: Args): RowEstimate {
  const accounts = (args['accounts'] as readonly string[] | null | undefined)?.length ?? 0;
  return { rows: Math.ceil(lengthOf(args) / DAY_MS) * Math.max(1, accounts), statements: 1 };
}

function lengthOf(args: Args): number {
  const { from, to } = resolveRange(args as object as RangeInput, UTC);
  return to - from;
}
