/**
 * Which of several hypotheses to give up, so that of those given up a share of `rate` at most is wrong on average
 * (Benjamini and Hochberg): those up to the last, by ascending p, with p <= rate · rank / number.
 */
export function benjaminiHochberg(pValues: readonly number[], rate: number): boolean[] {
  const ascending = pValues.toSorted((one, other) => one - other);
  const last = ascending.findLastIndex((p, index) => p <= (rate * (index + 1)) / pValues.length);
  const limit = ascending[last] ?? -1;
  return pValues.map((p) => p <= limit);
}
