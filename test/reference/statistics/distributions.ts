/** 95 % of a normal distribution lie within so many standard deviations: a table's value. */
export const Z = 1.959963984540054;

const logFactorials = [0];

/** ln n!, added up. */
function logFactorial(n: number): number {
  for (let next = logFactorials.length; next <= n; next++) {
    logFactorials.push((logFactorials[next - 1] ?? NaN) + Math.log(next));
  }
  return logFactorials[n] ?? NaN;
}

/** P(B = k) of a binomial distribution, by the logarithms of its factors. */
function binomialProbability(k: number, trials: number, probability: number): number {
  if (probability === 0 || probability === 1) return k === trials * probability ? 1 : 0;
  const ways = logFactorial(trials) - logFactorial(k) - logFactorial(trials - k);
  return Math.exp(ways + k * Math.log(probability) + (trials - k) * Math.log(1 - probability));
}

/** P(B <= k) of a binomial distribution for each k from 0 to the number of trials. */
export function binomialUpTo(trials: number, probability: number): number[] {
  let sum = 0;
  return Array.from({ length: trials + 1 }, (_, k) => (sum += binomialProbability(k, trials, probability)));
}

const PANELS = 20_000;
const known = new Map<number, number>();

/** The quantile 0.975 of Student's t. */
export function studentQuantile(degrees: number): number {
  const quantile = known.get(degrees) ?? addedUpQuantile(degrees);
  known.set(degrees, quantile);
  return quantile;
}

/**
 * By the definition: with t = √ν / tan w, the density is as sin^(ν-1) w, which is added up by Simpson's rule until 5 %
 * lie beyond. Over the fourth root of w, because the density may be steep where it begins.
 */
function addedUpQuantile(degrees: number): number {
  const start = Math.max(0, Math.PI / 2 - 40 / Math.sqrt(degrees)) ** 0.25;
  const step = ((Math.PI / 2) ** 0.25 - start) / PANELS;
  const at = (panel: number) => start + panel * step;
  const density = (root: number) => Math.sin(root ** 4) ** (degrees - 1) * 4 * root ** 3;
  const upTo = [0];
  for (let panel = 0; panel < PANELS; panel++) {
    const [left, middle, right] = [at(panel), at(panel + 0.5), at(panel + 1)].map(density);
    upTo.push((upTo[panel] ?? 0) + (((left ?? 0) + 4 * (middle ?? 0) + (right ?? 0)) * step) / 6);
  }
  const wanted = 0.05 * (upTo[PANELS] ?? 0);
  const panel = upTo.findIndex((sum) => sum >= wanted) - 1;
  // Within a panel the density is as good as a straight line.
  const [from, to] = [density(at(panel)), density(at(panel + 1))];
  const rest = (wanted - (upTo[panel] ?? 0)) / step;
  let part = 0;
  for (let round = 0; round < 10; round++) part = rest / (from + ((to - from) * part) / 2);
  return Math.sqrt(degrees) / Math.tan(at(panel + part) ** 4);
}
