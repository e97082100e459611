import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { CallOptions } from '../../platform/clickhouse/clickhouse';
import type { Turn } from '../lease/turn';
import type { Computing } from './computing';

export interface FacetSumsOptions {
  /** How long before now a day must have ended. */
  readonly settledMs: number;
  /** How long a day is left alone after one of its facts changed. */
  readonly restSeconds: number;
  /** Of days with fewer facts these are read: that is fast as well. */
  readonly leastFacts: number;
  /** How many facts a day must have for each of its sums. */
  readonly factsPerSum: number;
}

/**
 * Nothing but what comes late changes a day after that: what a week decides, such as whether a visitor came back, is
 * decided. Sums take a few per cent of the room that facts take.
 */
const DEFAULTS: FacetSumsOptions = {
  settledMs: 9 * 86_400_000,
  restSeconds: 600,
  leastFacts: 1_000,
  factsPerSum: 8,
};
const DAY_MS = 86_400_000;
/** As many as take a second or two: others wait for their turn. */
const FACTS_AT_ONCE = 1_000_000;
const DAYS_AT_ONCE = 60;
const PAGE = 'page';
const UNTIL_DONE: CallOptions = {
  timeoutMs: 3_600_000,
  settings: { mutations_sync: '2', allow_nondeterministic_mutations: 1 },
};

interface DueDay {
  /** Of UTC. */
  readonly day: string;
  readonly facts: number;
}

interface FacetOfDay {
  readonly day: string;
  readonly facet: string;
}

/** Sums up whole days by page and by attributes, where that makes much less of many facts. */
export class FacetSums {
  private readonly options: FacetSumsOptions;

  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly computing: Computing,
    options: Partial<FacetSumsOptions> = {},
  ) {
    this.options = { ...DEFAULTS, ...options };
  }

  /**
   * Sums up some of the days that are due, the latest first, and deletes sums that are not valid any more.
   * @returns how many milliseconds that took, without the wait for a turn; `undefined` when no day was due
   */
  async sumUpSome(signal?: AbortSignal): Promise<number | undefined> {
    const lookedAt = performance.now();
    const days = await this.dueDays();
    const [outdated] = await this.clickhouse.query<{ sums: string }>('facets/count_outdated');
    const areOutdated = outdated?.sums !== '0';
    if (days.length === 0 && !areOutdated) return undefined;
    const facets = days.length === 0 ? [] : await this.facetsOf(days);
    const lookedMs = performance.now() - lookedAt;
    const summedMs = await this.computing.inTurn(async (turn) => {
      const startedAt = performance.now();
      if (days.length > 0) await this.sumUp(turn, days, facets);
      if (areOutdated) await turn.command('facets/clean', {}, UNTIL_DONE);
      return performance.now() - startedAt;
    }, signal);
    return days.length > 0 ? lookedMs + summedMs : undefined;
  }

  private async dueDays(): Promise<DueDay[]> {
    const due = dueParameters(this.options);
    const rows = await this.clickhouse.query<{ day: string; facts: string }>('facets/due', due);
    let facts = 0;
    return rows
      .map((row) => ({ day: row.day, facts: Number(row.facts) }))
      .filter((day, index) => {
        facts += day.facts;
        return index === 0 || facts <= FACTS_AT_ONCE;
      });
  }

  /** The page first, then attributes by how few sums they come to, as long as there are few in all. */
  private async facetsOf(days: readonly DueDay[]): Promise<FacetOfDay[]> {
    const sizes = await this.clickhouse.query<FacetOfDay & { sums: string }>('facets/sizes', rangeOf(days));
    return days.flatMap(({ day, facts }) => {
      const room = facts / this.options.factsPerSum;
      const ofDay = sizes.filter((size) => size.day === day);
      let sums = 0;
      return [...ofDay.filter(isPage), ...ofDay.filter((size) => !isPage(size))]
        .filter((size) => {
          if (sums + Number(size.sums) > room) return false;
          sums += Number(size.sums);
          return true;
        })
        .map(({ facet }) => ({ day, facet }));
    });
  }

  private async sumUp(turn: Turn, days: readonly DueDay[], facets: readonly FacetOfDay[]): Promise<void> {
    const versionOf = new Map(days.map(({ day }) => [day, turn.nextVersion()]));
    const chosen = facets.flatMap(({ day, facet }) => {
      const version = versionOf.get(day);
      return version === undefined ? [] : [{ day, facet, version }];
    });
    if (chosen.length > 0)
      await turn.command('facets/sums', {
        ...{ from: rangeOf(days).from, to: rangeOf(days).to },
        sum_days: chosen.map(({ day }) => day),
        sum_facets: chosen.map(({ facet }) => facet),
        sum_versions: chosen.map(({ version }) => version),
      });
    // Last: from here on they are read.
    await turn.command('facets/days', {
      days: days.map(({ day }) => day),
      facets: days.map(({ day }) => facets.filter((one) => one.day === day).map(({ facet }) => facet)),
      versions: [...versionOf.values()],
    });
  }
}

/** The parameters of `facets/due`. */
export function dueParameters({ settledMs, restSeconds, leastFacts }: FacetSumsOptions = DEFAULTS) {
  const before = new Date(Math.floor((Date.now() - settledMs) / DAY_MS) * DAY_MS);
  return { before, rest_seconds: restSeconds, least_facts: leastFacts, limit: DAYS_AT_ONCE };
}

function isPage({ facet }: FacetOfDay): boolean {
  return facet === PAGE;
}

function rangeOf(days: readonly DueDay[]): { from: Date; to: Date; days: string[] } {
  const starts = days.map(({ day }) => Date.parse(day));
  return {
    from: new Date(Math.min(...starts)),
    to: new Date(Math.max(...starts) + DAY_MS),
    days: days.map(({ day }) => day),
  };
}
