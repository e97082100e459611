import type { SeededRandom } from '../../simulator/world/seeded-random';

export function normal(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** How many of what comes by chance, `mean` on average. */
export function poisson(random: SeededRandom, mean: number): number {
  // In pieces, whose product of probabilities does not vanish.
  const pieces = Math.ceil(mean / 50);
  let count = 0;
  for (let piece = 0; piece < pieces; piece += 1) {
    const limit = Math.exp(-mean / pieces);
    for (let product = random.next(); product > limit; product *= random.next()) count += 1;
  }
  return count;
}

/** With a mean of 1 and a variance of 1 / shape, by the method of Marsaglia and Tsang. @param shape 1 or more */
export function gamma(random: SeededRandom, shape: number): number {
  const d = shape - 1 / 3;
  for (;;) {
    const x = normal(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < (x * x) / 2 + d * (1 - v + Math.log(v)))
      return (d * v) / shape;
  }
}

/** Whole milliseconds; half of them below `median`. @param sigma of their logarithm */
export function duration(random: SeededRandom, median: number, sigma: number): number {
  return Math.max(1, Math.round(median * Math.exp(sigma * normal(random))));
}
