import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { ClickHouse } from '../../../platform/clickhouse/clickhouse';
import { DEFAULT_CLOCK } from '../clock';
import { AnswerBudget } from '../limits/answer-budget';
import type { Measure } from '../registry/measure';
import { dispersionOf } from '../statistics/counts';
import type { Dispersion } from '../statistics/counts';
import type { StatsFilter } from '../stats/dimensions';
import { StatsService } from '../stats/stats.service';

/** The days that tell how much a count varies. */
const DAYS = 56;

/** Tells how much counts vary from day to day. */
@Injectable()
export class DailyCounts {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly stats: StatsService,
  ) {}

  /**
   * The dispersion of counts over the last 56 whole local days before a moment, from the first day on of which there is
   * anything of the accounts; by the name of the measure.
   */
  async dispersions(
    measures: readonly Measure[],
    { until, zone, filter }: { until: number; zone: string; filter: StatsFilter },
  ): Promise<ReadonlyMap<string, Dispersion>> {
    const days = measures.length === 0 ? [] : await this.days(measures, until, zone, filter);
    return new Map(
      measures.map(({ name }) => {
        const counts = days.map(({ weekday, values }) => ({ weekday, count: values[name] ?? 0 }));
        return [name, dispersionOf(counts)];
      }),
    );
  }

  private async days(
    measures: readonly Measure[],
    until: number,
    zone: string,
    filter: StatsFilter,
  ): Promise<{ weekday: number; values: Readonly<Record<string, number | null>> }[]> {
    const first = await this.firstFactAt(filter.accounts);
    if (first === undefined) return [];
    const end = dayOf(until, zone);
    const earliest = dayOf(first, zone);
    const wanted = end.subtract({ days: DAYS }).startOfDay();
    const start = Temporal.ZonedDateTime.compare(earliest, wanted) > 0 ? earliest : wanted;
    if (Temporal.ZonedDateTime.compare(start, end) >= 0) return [];
    const cells = await this.stats.ask(
      {
        from: start.epochMilliseconds,
        to: end.epochMilliseconds,
        measures,
        granularity: 'DAY',
        zone,
        weekStart: 'MONDAY',
        groupBy: [],
        attribute: undefined,
        filter,
        compare: undefined,
        clock: DEFAULT_CLOCK,
        fill: true,
        areOperatorsNamed: false,
        limit: DAYS,
        offset: 0,
      },
      new AnswerBudget(),
    );
    return Array.from(cells, ({ time, values }) => ({ weekday: dayOf(time, zone).dayOfWeek, values }));
  }

  /** In milliseconds; undefined where there is none. */
  private async firstFactAt(accounts: readonly string[]): Promise<number | undefined> {
    const [row] = await this.clickhouse.query<{ first_ms: string | null }>('queries/first_fact', {
      accounts,
    });
    return row?.first_ms == null ? undefined : Number(row.first_ms);
  }
}

/** The start of the local day. */
function dayOf(time: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).startOfDay();
}
