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

interface DailyQuestion {
  readonly until: number;
  readonly zone: string;
  readonly filter: StatsFilter;
  /** As {@link DailyCounts.firstDay} tells it. */
  readonly firstDay: Temporal.ZonedDateTime | undefined;
}

/** Tells how much counts vary from day to day. */
@Injectable()
export class DailyCounts {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly stats: StatsService,
  ) {}

  /**
   * The dispersion of counts over the last 56 whole local days before a moment, from the first day on of which there
   * is anything of the accounts; by the name of the measure.
   */
  async dispersions(
    measures: readonly Measure[],
    { until, zone, filter, firstDay }: DailyQuestion,
  ): Promise<ReadonlyMap<string, Dispersion>> {
    const isAsked = measures.length > 0 && firstDay !== undefined;
    const days = isAsked ? await this.days(measures, { until, zone, filter, firstDay }) : [];
    return new Map(
      measures.map(({ name }) => {
        const counts = days.map(({ weekday, values }) => ({ weekday, count: values[name] ?? 0 }));
        return [name, dispersionOf(counts)];
      }),
    );
  }

  private async days(
    measures: readonly Measure[],
    { until, zone, filter, firstDay }: DailyQuestion & { readonly firstDay: Temporal.ZonedDateTime },
  ): Promise<{ weekday: number; values: Readonly<Record<string, number | null>> }[]> {
    const end = dayOf(until, zone);
    const wanted = end.subtract({ days: DAYS }).startOfDay();
    const start = Temporal.ZonedDateTime.compare(firstDay, wanted) > 0 ? firstDay : wanted;
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

  /** The local day of which there is the first of all that is known of some accounts; undefined where there is none. */
  async firstDay(accounts: readonly string[], zone: string): Promise<Temporal.ZonedDateTime | undefined> {
    const [row] = await this.clickhouse.query<{ first_ms: string | null }>('queries/first_fact', {
      accounts,
    });
    return row?.first_ms == null ? undefined : dayOf(Number(row.first_ms), zone);
  }
}

/** The start of the local day. */
function dayOf(time: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(zone).startOfDay();
}
