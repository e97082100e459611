import { betaTerm, incompleteBeta } from './incomplete-beta';

/** The quantile of the standard normal distribution. @param probability from 0.5 to below 1 */
export function normalQuantile(probability: number): number {
  return climb(0, (z) => (probability - 0.5 - normalShareUpTo(z)) / normalDensity(z));
}

/** Beyond so many standard deviations there is less than a number between 0.5 and 1 can tell. */
const FARTHEST = 9;

/** How probable a value is that lies so many standard deviations or more from the mean of a normal distribution. */
export function normalTails(z: number): number {
  const distance = Math.abs(z);
  return distance > FARTHEST ? 0 : Math.max(0, 1 - 2 * normalShareUpTo(distance));
}

/** The same of Student's t distribution, in standard errors. @param degrees of freedom, also fractional ones */
export function studentTails(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
}

/** From so many degrees of freedom on, the first terms of the expansion are exact to 13 digits. */
const EXPANDED_FROM = 400;

/**
 * The quantile of Student's t distribution.
 * @param probability from above 0.5 to below 1
 * @param degrees of freedom, 1 or more, also fractional ones
 */
export function studentQuantile(probability: number, degrees: number): number {
  const z = normalQuantile(probability);
  if (degrees >= EXPANDED_FROM) return expandedQuantile(z, degrees);
  return climb(z, (t) => {
    const x = degrees / (degrees + t * t);
    const above = incompleteBeta(x, degrees / 2, 0.5) / 2;
    const density = betaTerm({ x, y: 1 - x, a: degrees / 2, b: 0.5 }) / t;
    return (above - (1 - probability)) / density;
  });
}

/** The share of a normal distribution between its mean and `z` standard deviations above it. */
function normalShareUpTo(z: number): number {
  // A series of positive terms: no digits cancel.
  let term = z;
  let sum = z;
  for (let odd = 3; term > sum * Number.EPSILON; odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return sum * normalDensity(z);
}

function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** Of t by powers of 1 / degrees (Abramowitz and Stegun 26.7.5). */
function expandedQuantile(z: number, degrees: number): number {
  const square = z * z;
  const terms = [
    ((square + 1) * z) / 4,
    (((5 * square + 16) * square + 3) * z) / 96,
    ((((3 * square + 19) * square + 17) * square - 15) * z) / 384,
    (((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) * z) / 92_160,
  ];
  return terms.reduceRight((sum, term) => (sum + term) / degrees, 0) + z;
}

const MAX_STEPS = 100;

/**
 * Newton's steps from below: above their mean the distribution functions are concave, so that no step goes too far but
 * by rounding, which ends the way.
 */
function climb(start: number, stepAt: (at: number) => number): number {
  let at = start;
  for (let steps = 0; steps < MAX_STEPS; steps += 1) {
    const step = stepAt(at);
    at += step;
    if (step <= at * Number.EPSILON) break;
  }
  return at;
}
