import { giveWay, isTimeToGiveWay } from '../../../platform/jobs/give-way';
import type { DurationKind, FactKind, FactSums, Percentile } from '../registry/measure';
import type { ResolvedPeriod } from './stats.service';
import { episodesOfRepliesIn } from './compile-episodes-of-replies';
import { requiredFacts } from './compile-stats';
import type { NamedGroup } from './groups';
import type { Group, StatsCell, StatsRequest } from './stats-request';
import { binsIn, percentileIn, exactNumber, isAnything } from './stats-sums';
import type { RowsOfKind, Sums } from './stats-sums';
import type { MayGrow } from './uncounted-times';

/** The buckets of an answer. */
export interface Buckets {
  /** The starts of the buckets and the end of the last, ascending. A bucket may be empty: start and end equal. */
  readonly edges: readonly number[];
  /** What the answer calls the start of each bucket: another one where a period stands beside another. */
  readonly times: readonly number[];
}

/** A period with what ClickHouse said of it. */
export interface AnsweredPeriod extends ResolvedPeriod {
  readonly sums: Omit<Sums, 'groupRows'>;
}

/** Where in an answer a cell stands. */
interface Place {
  readonly period: AnsweredPeriod;
  readonly index: number;
  readonly group: NamedGroup;
}

/**
 * The cells of an answer: the measures computed from the sums, sorted by time, then by group, within those the asked
 * period before the compared one. Where the request wants it filled, every group has a cell for each bucket, of zeros
 * where nothing happened; else only cells in which something did. None is built before it is asked for.
 */
export class StatsCells implements Iterable<StatsCell> {
  private readonly percents: readonly number[];
  private readonly placeOf: ReadonlyMap<string, number>;
  private readonly isOpenRequested: boolean;

  /**
   * @param periods with as many buckets each
   * @param groups in order
   * @param mayGrow whether a bucket is not complete
   */
  constructor(
    private readonly request: StatsRequest,
    private readonly periods: readonly AnsweredPeriod[],
    private readonly groups: readonly NamedGroup[],
    private readonly mayGrow: MayGrow,
  ) {
    this.percents = requiredFacts(request.measures).percents;
    this.placeOf = new Map(groups.map(({ key }, index) => [key, index]));
    this.isOpenRequested = periods.some(({ sums }) => sums.open.size > 0);
  }

  /** How many cells there would be if all of them were filled: known without a look at them. */
  get places(): number {
    return this.periods.length * this.buckets * this.groups.length;
  }

  /** How many there are, without those that the request leaves out. */
  async count(): Promise<number> {
    let count = 0;
    if (this.request.fill) count = this.places;
    else {
      for (let index = 0; index < this.buckets; index += 1) {
        if (isTimeToGiveWay()) await giveWay();
        for (const group of this.groupsAt(index)) count += this.placesAt(index, group).length;
      }
    }
    return Math.max(0, count - this.request.offset);
  }

  *[Symbol.iterator](): Generator<StatsCell> {
    for (const place of this.shownPlaces()) yield this.cellAt(place);
  }

  /** What each cell is computed from, in the same order. */
  *sums(): Generator<FactSums> {
    for (const [, sums] of this.sumsOfGroups()) yield sums;
  }

  /** The same beside the group of each. */
  *sumsOfGroups(): Generator<readonly [Group, FactSums]> {
    for (const place of this.shownPlaces()) yield [place.group.group, this.sumsAt(place)];
  }

  private *shownPlaces(): Generator<Place> {
    let skipped = 0;
    for (let index = 0; index < this.buckets; index += 1) {
      for (const group of this.groupsAt(index)) {
        for (const place of this.placesAt(index, group)) {
          if (skipped < this.request.offset) skipped += 1;
          else yield place;
        }
      }
    }
  }

  private get buckets(): number {
    return (this.periods[0]?.buckets.edges.length ?? 1) - 1;
  }

  /** The groups that may have a cell in a bucket. */
  private groupsAt(index: number): readonly NamedGroup[] {
    if (this.request.fill || this.isOpenRequested || this.groups.length === 1) return this.groups;
    const found = new Set(this.periods.flatMap((period) => [...(this.rowsAt(period, index)?.keys() ?? [])]));
    return [...found]
      .map((key) => this.placeOf.get(key) ?? 0)
      .sort((one, other) => one - other)
      .flatMap((place) => this.groups[place] ?? []);
  }

  private placesAt(index: number, group: NamedGroup): Place[] {
    const places = this.periods.map((period) => ({ period, index, group }));
    return this.request.fill ? places : places.filter((place) => this.isShown(place));
  }

  private isShown({ period, index, group }: Place): boolean {
    const openAtEnd = period.sums.open.get(group.key)?.[index] ?? 0;
    return openAtEnd !== 0 || isAnything(this.rowsAt(period, index)?.get(group.key));
  }

  private rowsAt(
    { buckets, sums }: AnsweredPeriod,
    index: number,
  ): ReadonlyMap<string, RowsOfKind> | undefined {
    const { edges } = buckets;
    const start = edges[index] ?? 0;
    return start < (edges[index + 1] ?? start) ? sums.rows.get(String(start)) : undefined;
  }

  private sumsAt({ period, index, group: { key } }: Place): FactSums {
    const found = this.rowsAt(period, index)?.get(key);
    return sumsIn(found, this.percents, period.sums.open.get(key)?.[index] ?? 0);
  }

  private cellAt(place: Place): StatsCell {
    const { period, index, group } = place;
    const { range, buckets } = period;
    const [start, end] = [buckets.edges[index] ?? 0, buckets.edges[index + 1] ?? 0];
    const sums = this.sumsAt(place);
    return {
      time: buckets.times[index] ?? 0,
      period: period.name,
      ...group.group,
      incomplete: this.mayGrow(start, end),
      partial: start < range.from || end > range.to,
      values: Object.fromEntries(
        this.request.measures.map((measure) => [measure.name, measure.compute(sums)]),
      ),
    };
  }
}

/** What there is where nothing was counted. */
export const NOTHING_COUNTED: FactSums = sumsIn(undefined, [], 0);

function sumsIn(rows: RowsOfKind | undefined, percents: readonly number[], open: number): FactSums {
  return {
    open,
    count: (kind: FactKind) => exactNumber(rows?.get(kind)?.facts ?? '0', kind, 'count'),
    milliseconds: (kind: FactKind) => exactNumber(rows?.get(kind)?.milliseconds ?? '0', kind, 'ms'),
    squares: (kind: FactKind) => BigInt(rows?.get(kind)?.squares ?? 0),
    percentile: (percentile: Percentile) => percentileIn(rows, percentile, percents),
    bins: (kind: DurationKind) => binsIn(rows, kind),
    episodesOfReplies: () => episodesOfRepliesIn(rows),
  };
}
