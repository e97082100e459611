import type { DurationKind, FactKind, FactSums, Percentile } from '../registry/measure';
import { percentileOf } from '../statistics/percentiles';
import type { Bins } from '../statistics/percentiles';

/** What several periods come to together. Of percentiles they must have their bins. */
export function pooledSums(all: readonly FactSums[]): FactSums {
  const sum = (of: (sums: FactSums) => number) => all.reduce((total, sums) => total + of(sums), 0);
  const bins = (kind: DurationKind) => pooledBins(all.map((sums) => sums.bins(kind)));
  return {
    open: all.at(-1)?.open ?? 0,
    count: (kind: FactKind) => sum((sums) => sums.count(kind)),
    milliseconds: (kind: FactKind) => sum((sums) => sums.milliseconds(kind)),
    squares: (kind: FactKind) => all.reduce((total, sums) => total + sums.squares(kind), 0n),
    percentile: ({ kind, percent }: Percentile) => percentileOf(bins(kind), percent),
    bins,
    episodesOfReplies: () => {
      const parts = all.map((sums) => sums.episodesOfReplies());
      const of = (key: keyof (typeof parts)[number]) => parts.reduce((total, part) => total + part[key], 0n);
      return {
        ...{ clusters: of('clusters'), count: of('count'), sum: of('sum') },
        ...{
          sumSquares: of('sumSquares'),
          countSquares: of('countSquares'),
          products: of('products'),
        },
      };
    },
  };
}

function pooledBins(all: readonly Bins[]): Bins {
  const counts = new Map<number, number>();
  for (const bins of all)
    for (const [index, value] of bins.values.entries())
      counts.set(value, (counts.get(value) ?? 0) + (bins.counts[index] ?? 0));
  const sorted = [...counts].sort(([one], [other]) => one - other);
  return { values: sorted.map(([value]) => value), counts: sorted.map(([, count]) => count) };
}
