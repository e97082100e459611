import fc from 'fast-check';
import { chanceOfCounts, changeOfCounts } from './counts';
import type { Interval } from './interval';
import { chanceOfMeans, differenceOfMeans, meanOf } from './means';
import { chanceOfPercentiles, differenceOfPercentiles } from './percentiles';
import { normalQuantile, normalTails, studentQuantile, studentTails } from './quantiles';
import { chanceOfRates, differenceOfRates } from './rates';

const holdsZero = ({ low, high }: Interval): boolean => low <= 0 && high >= 0;
const few = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 30 });
const rate = fc
  .record({ part: fc.nat(200), rest: fc.nat(200) })
  .map(({ part, rest }) => ({ part, whole: part + rest + 1 }));

/** Unless rounding decides. */
function expectAgreement(chance: number | null, interval: Interval | null): void {
  if (interval === null || chance === null) expect([chance, interval]).toEqual([null, null]);
  else if (Math.abs(chance - 0.05) > 1e-9) expect(chance < 0.05).toBe(!holdsZero(interval));
}

describe('how probable something is by chance alone', () => {
  it('is what the quantiles say', () => {
    for (const share of [0.6, 0.9, 0.975, 0.9999]) {
      expect(normalTails(normalQuantile(share))).toBeCloseTo(2 * (1 - share), 12);
      expect(normalTails(-normalQuantile(share))).toBeCloseTo(2 * (1 - share), 12);
      for (const degrees of [1, 7.5, 300])
        expect(studentTails(studentQuantile(share, degrees), degrees)).toBeCloseTo(2 * (1 - share), 12);
    }
    expect(normalTails(40)).toBe(0);
  });

  it('is less than 5 % where the 95 % interval does not hold 0, and only there', () => {
    fc.assert(
      fc.property(rate, rate, (one, other) => {
        expectAgreement(chanceOfRates(one, other), differenceOfRates(one, other));
      }),
    );
    const factor = fc.double({ min: 1, max: 5, noNaN: true });
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), factor, (count, previous, dispersion) => {
        const varies = { factor: dispersion, isAssumed: false };
        expectAgreement(chanceOfCounts(count, previous, varies), changeOfCounts(count, previous, varies));
      }),
    );
    const meanIn = (samples: readonly number[]) =>
      meanOf({
        count: BigInt(samples.length),
        sum: samples.reduce((sum, sample) => sum + BigInt(sample), 0n),
        squares: samples.reduce((sum, sample) => sum + BigInt(sample) ** 2n, 0n),
      });
    fc.assert(
      fc.property(few, few, (samples, previous) => {
        const [one, other] = [meanIn(samples), meanIn(previous)];
        if (one === null || other === null) throw new Error('two samples have an average');
        expectAgreement(chanceOfMeans(one, other), differenceOfMeans(one, other));
      }),
    );
    const binsOf = (samples: readonly number[]) => {
      const values = [...new Set(samples)].sort((one, other) => one - other);
      return { values, counts: values.map((value) => samples.filter((sample) => sample === value).length) };
    };
    fc.assert(
      fc.property(few, few, (samples, previous) => {
        const [one, other] = [binsOf(samples), binsOf(previous)];
        expectAgreement(chanceOfPercentiles(one, other, 50), differenceOfPercentiles(one, other, 50));
      }),
    );
  });
});
