import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { bucketEdges } from '../calendar/bucket-edges';
import { DEFAULT_CLOCK } from '../clock';
import { AnswerBudget } from '../limits/answer-budget';
import type { Measure } from '../registry/measure';
import { dispersionOf } from '../statistics/counts';
import type { Dispersion } from '../statistics/counts';
import type { Grouping } from '../stats/dimensions';
import { nameOfGroup } from '../stats/groups';
import type { MayGrow } from '../stats/uncounted-times';
import type { Group, StatsCell } from '../stats/stats-request';
import { MAX_ROWS, StatsService } from '../stats/stats.service';
import { Asking } from '../../shards/asking';
import { FirstDays } from './first-days';

/** The days that tell how much a count varies. */
const DAYS = 56;

interface DailyQuestion extends Omit<Grouping, 'teams'> {
  readonly until: number;
  readonly zone: string;
  readonly firstDays: FirstDays;
  readonly mayGrow?: MayGrow;
}

type StatsValues = StatsCell['values'];
/** By the name of a measure. */
type DispersionOf = (measure: string) => Dispersion | undefined;

/** Tells how much counts vary from day to day. */
@Injectable()
export class DailyCounts {
  constructor(
    private readonly asking: Asking,
    private readonly stats: StatsService,
  ) {}

  /**
   * The dispersion of counts of a group over the last 56 whole local days before a moment, from the first day on of
   * which there is anything of its accounts.
   */
  async dispersions(
    measures: readonly Measure[],
    { until, firstDays, ...question }: DailyQuestion,
  ): Promise<(group: Group) => DispersionOf> {
    if (measures.length === 0) return () => () => undefined;
    const midnights = midnightsBefore(until, question.zone);
    const counts = await this.counts(measures, { ...question, midnights });
    return (group) => {
      const first = firstDays.of(group.account);
      const known = midnights
        .slice(0, -1)
        .filter((time) => first !== undefined && time >= first.epochMilliseconds);
      const ofGroup = counts.get(nameOfGroup(group));
      const dispersions = new Map(
        measures.map(({ name }) => {
          const days = known.map((time) => ({
            weekday: dayOf(time, question.zone).dayOfWeek,
            count: ofGroup?.get(time)?.[name] ?? 0,
          }));
          return [name, dispersionOf(days)];
        }),
      );
      return (measure) => dispersions.get(measure);
    };
  }

  /** By the name of a group, and the start of the day. */
  private async counts(
    measures: readonly Measure[],
    {
      midnights,
      ...question
    }: Omit<DailyQuestion, 'until' | 'firstDays'> & { readonly midnights: readonly number[] },
  ): Promise<ReadonlyMap<string, ReadonlyMap<number, StatsValues>>> {
    const cells = await this.stats.ask(
      {
        ...question,
        from: midnights[0] ?? NaN,
        to: midnights.at(-1) ?? NaN,
        measures,
        granularity: 'DAY',
        weekStart: 'MONDAY',
        compare: undefined,
        clock: DEFAULT_CLOCK,
        fill: false,
        areOperatorsNamed: false,
        limit: MAX_ROWS,
        offset: 0,
      },
      new AnswerBudget(),
    );
    const found = new Map<string, Map<number, StatsValues>>();
    for (const cell of cells) {
      const name = nameOfGroup(cell);
      const days = found.get(name) ?? new Map<number, StatsValues>();
      found.set(name, days.set(cell.time, cell.values));
    }
    return found;
  }

  /** The local days of which there is the first of all that is known of some accounts. */
  async firstDays(accounts: readonly string[], zone: string): Promise<FirstDays> {
    const rows = await this.asking.query<{ account: string; first_ms: string }>(
      'queries/first_fact',
      accounts,
      { accounts },
    );
    return new FirstDays(new Map(rows.map((row) => [row.account, dayOf(Number(row.first_ms), zone)])));
  }
}

/** The starts of the last whole local days before a moment, and the end of the last. */
function midnightsBefore(until: number, zone: string): readonly number[] {
  const end = dayOf(until, zone);
  const start = end.subtract({ days: DAYS }).startOfDay();
  return bucketEdges({
    ...{ from: start.epochMilliseconds, to: end.epochMilliseconds, zone },
    ...{ granularity: 'DAY', weekStart: 'MONDAY', maxBuckets: DAYS },
  });
}

/** The start of the local day. */
function dayOf(time: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).startOfDay();
}
