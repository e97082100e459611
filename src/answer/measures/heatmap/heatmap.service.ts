import { Inject, Injectable } from '@nestjs/common';
import { Asking } from '../../shards/asking';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import type { Clock } from '../clock';
import { bucketEdges } from '../calendar/bucket-edges';
import { requireZone } from '../calendar/require-zone';
import { requireRange } from '../calendar/time-range';
import type { TimeRange } from '../calendar/time-range';
import { addable, addedSums } from '../stats/added-sums';
import { compileStats } from '../stats/compile-stats';
import type { StatsFilter } from '../stats/dimensions';
import { factCountOf, percentileIn, rowsBy } from '../stats/stats-sums';
import type { RowsOfKind, StatsRow } from '../stats/stats-sums';
import type { ColumnsOf } from '../columns/column';
import type { FactKind } from '../registry/measure';
import { LocalClock } from '../../../platform/zones/local-clock';

/** An hour of the local week, over all weeks of a range. */
export interface HeatmapCell {
  readonly weekday: number;
  readonly hour: number;
  readonly occurrences: number;
  readonly episodesStarted: number;
  readonly messagesVisitor: number;
  readonly episodesPerOccurrence: number | null;
  readonly firstResponseSecondsP90: number | null;
  readonly episodesEngaged: number;
  readonly episodesMissed: number;
}

export const HEATMAP_COLUMNS: ColumnsOf<HeatmapCell> = [
  { name: 'weekday', type: 'WHOLE', isNullable: false, description: '1 = Monday … 7 = Sunday, local.' },
  { name: 'hour', type: 'WHOLE', isNullable: false, description: '0..23, local.' },
  {
    name: 'occurrences',
    type: 'WHOLE',
    isNullable: false,
    unit: 'hours',
    description: 'How often this weekday and hour occurs in the range.',
  },
  { name: 'episodesStarted', type: 'WHOLE', isNullable: false, unit: 'episodes' },
  { name: 'messagesVisitor', type: 'WHOLE', isNullable: false, unit: 'messages' },
  { name: 'episodesPerOccurrence', type: 'NUMBER', isNullable: true, unit: 'episodes' },
  { name: 'firstResponseSecondsP90', type: 'NUMBER', isNullable: true, unit: 'seconds' },
  { name: 'episodesEngaged', type: 'WHOLE', isNullable: false, unit: 'episodes' },
  {
    name: 'episodesMissed',
    type: 'WHOLE',
    isNullable: false,
    unit: 'episodes',
    description: 'Of those engaged, the ones that nobody answered, by their start.',
  },
];

/** Ten years. */
const MAX_HOURS = 87_700;
const KINDS: readonly FactKind[] = [
  'episode_started',
  'message_visitor',
  'first_response',
  'episode_engaged',
  'episode_missed',
];
const P90 = { kind: 'first_response', percent: 90 } as const;

/** When the work comes in. */
@Injectable()
export class HeatmapService {
  constructor(
    private readonly asking: Asking,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /**
   * All 168 hours of the week, from Monday 0:00 on. An hour that lies in the range in part occurs once.
   * @throws InvalidRange, InvalidZone; TooManyBuckets for more than ten years
   */
  async ask(range: TimeRange, zoneName: string, filter: StatsFilter, clock: Clock): Promise<HeatmapCell[]> {
    requireRange(range);
    const zone = requireZone(zoneName);
    const hours = {
      ...range,
      granularity: 'HOUR',
      zone,
      weekStart: 'MONDAY',
      maxBuckets: MAX_HOURS,
    } as const;
    const edges = bucketEdges(hours);
    const slots = weekHours(zone, edges.slice(0, -1));
    const asked = {
      ...range,
      edges,
      slots,
      kinds: KINDS,
      percents: [P90.percent],
      clock,
      groupBy: [],
      attribute: undefined,
      filter,
      teams: this.rules.current.teams,
    };
    const answers = await this.asking.each(filter.accounts, ({ clickhouse, isAlone }) => {
      const { sql, parameters } = compileStats(addable(asked, asked, isAlone));
      return clickhouse.queryText<StatsRow>(sql, parameters, 'heatmap');
    });
    const rowsOf = rowsBy(await addedSums(asked, answers), ({ time }) => time);
    const occurrences = new Map<number, number>();
    for (const slot of slots) occurrences.set(slot, (occurrences.get(slot) ?? 0) + 1);
    return Array.from({ length: HOURS_OF_WEEK }, (_, slot) =>
      cellOf(slot, occurrences.get(slot) ?? 0, rowsOf.get(String(slot))),
    );
  }
}

function cellOf(slot: number, occurrences: number, rows: RowsOfKind | undefined): HeatmapCell {
  const episodesStarted = factCountOf(rows, 'episode_started');
  const milliseconds = percentileIn(rows, P90, [P90.percent]);
  return {
    weekday: Math.floor(slot / 24) + 1,
    hour: slot % 24,
    occurrences,
    episodesStarted,
    messagesVisitor: factCountOf(rows, 'message_visitor'),
    episodesPerOccurrence: occurrences === 0 ? null : episodesStarted / occurrences,
    firstResponseSecondsP90: milliseconds === null ? null : milliseconds / 1000,
    episodesEngaged: factCountOf(rows, 'episode_engaged'),
    episodesMissed: factCountOf(rows, 'episode_missed'),
  };
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 1970-01-01 was a Thursday. */
const WEEKDAY_OF_DAY_0 = 3;

export const HOURS_OF_WEEK = 7 * 24;

/** Of each hour that begins at one of some instants, which hour of the local week it is: 0 for Monday 0:00 to 167. */
export function weekHours(zone: string, starts: readonly number[]): number[] {
  const [from, to] = [starts[0] ?? 0, starts.at(-1) ?? 0];
  const clock = new LocalClock(zone, { from, to: to + 1 });
  return starts.map((start) => {
    // At the very moment at which the clock is put forward it is asked what it shows then.
    const local = clock.toLocal(start + 1);
    const day = Math.floor(local / DAY_MS);
    const weekday = (((day + WEEKDAY_OF_DAY_0) % 7) + 7) % 7;
    return weekday * 24 + Math.floor((local - day * DAY_MS) / HOUR_MS);
  });
}
