import type { ClusterSums } from '../means';

/** What clusters come to. @param clusters the samples of each, whole numbers */
export function clusterSums(clusters: readonly (readonly number[])[]): ClusterSums {
  const each = clusters.map((samples) => ({
    sum: samples.reduce((sum, sample) => sum + BigInt(sample), 0n),
    count: BigInt(samples.length),
  }));
  const total = (of: (cluster: (typeof each)[number]) => bigint): bigint =>
    each.reduce((sum, cluster) => sum + of(cluster), 0n);
  return {
    clusters: BigInt(clusters.length),
    count: total(({ count }) => count),
    sum: total(({ sum }) => sum),
    sumSquares: total(({ sum }) => sum * sum),
    countSquares: total(({ count }) => count * count),
    products: total(({ sum, count }) => sum * count),
  };
}
