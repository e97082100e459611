import fc from 'fast-check';
import VALUES from '../../../../test/reference/statistics/independent-values.json';
import * as reference from '../../../../test/reference/statistics/intervals';
import { benjaminiHochberg } from './benjamini-hochberg';
import { coveringRanks } from './binomial';
import { changeOfCounts, dispersionOf } from './counts';
import { incompleteBeta } from './incomplete-beta';
import type { Interval } from './interval';
import { SurvivalCurve } from './kaplan-meier';
import { differenceOfMeans, meanInterval, meanOf, ratioOf } from './means';
import type { Mean } from './means';
import { differenceOfPercentiles, percentileInterval, percentileOf } from './percentiles';
import type { Bins } from './percentiles';
import { normalQuantile, studentQuantile } from './quantiles';
import { differenceOfRates, rateInterval } from './rates';
import { clusterSums } from './testing/cluster-sums';
import { verdictOf } from './verdict';

/** Relative to the value, or where that is small, to 1. */
/** @param scale of what it was computed from: a small difference of large numbers is not more exact than these */
function expectClose(
  found: number,
  expected: number,
  precision: number,
  what: unknown,
  scale = Math.abs(expected),
): void {
  const distance = Math.abs(found - expected) / Math.max(1, scale);
  if (!(distance <= precision)) throw new Error(JSON.stringify({ what, found, expected, distance }));
}

function expectEnds(
  found: Interval | null,
  expected: Interval | reference.Ends | null,
  precision: number,
  what: unknown,
): void {
  if (found === null || expected === null) {
    expect([what, found]).toEqual([what, expected]);
    return;
  }
  const [low, high] = 'low' in expected ? [expected.low, expected.high] : expected;
  const scale = Math.max(Math.abs(low), Math.abs(high));
  expectClose(found.low, low, precision, [what, 'low'], scale);
  expectClose(found.high, high, precision, [what, 'high'], scale);
}

const ascending = (samples: readonly number[]) => samples.toSorted((one, other) => one - other);

function binsOf(samples: readonly number[]): Bins {
  const values = ascending([...new Set(samples)]);
  return { values, counts: values.map((value) => samples.filter((sample) => sample === value).length) };
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + BigInt(value), 0n);

function exactMean(samples: readonly number[]): Mean | null {
  const sums = {
    count: BigInt(samples.length),
    sum: sumOf(samples),
    squares: samples.reduce((sum, sample) => sum + BigInt(sample) * BigInt(sample), 0n),
  };
  return meanOf(sums);
}

const exactRatio = (groups: reference.Groups) => ratioOf(clusterSums(groups));

const intervalOf = (mean: Mean | null) => (mean === null ? null : meanInterval(mean));
const difference = (mean: Mean | null, previous: Mean | null) =>
  mean === null || previous === null ? null : differenceOfMeans(mean, previous);

function curveOf(contacts: readonly reference.Contact[]): SurvivalCurve {
  const times = ascending([
    ...new Set(contacts.flatMap(({ answered, waiting }) => answered ?? waiting ?? [])),
  ]);
  const observed = times.map((time) => ({
    time,
    happened: contacts.filter(({ answered }) => answered === time).length,
    censored: contacts.filter(({ answered, waiting }) => answered === undefined && waiting === time).length,
  }));
  const isForGood = ({ answered, waiting }: reference.Contact) =>
    answered === undefined && waiting === undefined;
  return new SurvivalCurve(observed, contacts.filter(isForGood).length);
}

const dayCounts = (days: reference.Days) =>
  days.map(([weekday, count]) => ({ weekday: Number(weekday), count }));

/** Held against values that another program computed: test/reference/statistics/independent-values.py. */
describe('statistics, beside an independent program', () => {
  it('has the quantiles of the normal distribution and of Student, to 12 digits', () => {
    for (const { probability, quantile } of VALUES.normal) {
      expectClose(normalQuantile(probability), quantile, 1e-12, probability);
    }
    for (const { probability, degrees, quantile } of VALUES.student) {
      expectClose(studentQuantile(probability, degrees), quantile, 1e-12, [probability, degrees]);
    }
  });

  it('has the incomplete beta function, also where it is nearly a step', () => {
    for (const { x, a, b, value } of VALUES.beta)
      expectClose(incompleteBeta(x, a, b), value, 1e-12, [x, a, b]);
    expect([incompleteBeta(0, 2, 3), incompleteBeta(1, 2, 3)]).toEqual([0, 1]);
  });

  it('has the ranks that cover a percentile, and none where the samples are too few', () => {
    for (const { samples, share, ranks } of VALUES.ranks) {
      expect([samples, share, coveringRanks(samples, share)]).toEqual([samples, share, ranks]);
    }
  });

  it('has the intervals of rates, and of their differences', () => {
    for (const { low, high, ...rate } of VALUES.rates)
      expectEnds(rateInterval(rate), { low, high }, 1e-12, rate);
    for (const { rate, previous, ...ends } of VALUES.newcombe) {
      const [one, before] = [rate, previous].map(([part = 0, whole = 0]) => ({ part, whole }));
      expectEnds(differenceOfRates(one ?? NOTHING, before ?? NOTHING), ends, 1e-12, [rate, previous]);
    }
  });

  it('has the intervals of averages, and of their differences', () => {
    for (const { samples, ...ends } of VALUES.means) {
      expectEnds(intervalOf(exactMean(samples)), ends, 1e-11, samples);
    }
    for (const { samples, previous, ...ends } of VALUES.welch) {
      expectEnds(difference(exactMean(samples), exactMean(previous)), ends, 1e-11, samples.length);
    }
  });

  it('has the intervals of averages of several samples an episode', () => {
    for (const { groups, value, ...ends } of VALUES.clusters) {
      expectClose(exactRatio(groups)?.value ?? NaN, value, 1e-12, groups.length);
      expectEnds(intervalOf(exactRatio(groups)), ends, 1e-11, groups.length);
    }
  });

  it('has the curve of what is not known in full, and its band', () => {
    for (const { times, censored, never, points } of VALUES.survival) {
      const seen = times.map((time, index) =>
        censored[index] === true ? { waiting: time } : { answered: time },
      );
      const curve = curveOf([...seen, ...Array.from({ length: never }, () => ({}))]);
      for (const { time, share, ...ends } of points) {
        const at = curve.at(time);
        expectClose(at?.share ?? NaN, share, 1e-12, time);
        expectEnds(at, ends, 1e-12, time);
      }
    }
  });

  it('has the dispersion of daily counts, and the interval of a ratio with it', () => {
    for (const { days, weekdays, factor, count, previous, ...ends } of VALUES.counts) {
      const found = dispersionOf(days.map((one, index) => ({ weekday: weekdays[index] ?? 0, count: one })));
      expectClose(found.factor, factor, 1e-12, count);
      expect(found.isAssumed).toBe(false);
      expectEnds(changeOfCounts(count, previous, found), ends, 1e-12, count);
    }
  });

  it('has the bootstrap that simulation comes near to', () => {
    for (const { samples, previous, percent, low, high } of VALUES.bootstrap) {
      const found = differenceOfPercentiles(binsOf(samples), binsOf(previous), percent);
      const reach = (high - low) / 20;
      expect(Math.abs((found?.low ?? NaN) - low)).toBeLessThan(reach);
      expect(Math.abs((found?.high ?? NaN) - high)).toBeLessThan(reach);
    }
  });

  it('gives up the hypotheses that Benjamini and Hochberg do', () => {
    for (const { pValues, rejected } of VALUES.falseDiscoveries) {
      expect(benjaminiHochberg(pValues, 0.05)).toEqual(rejected);
    }
    expect(benjaminiHochberg([], 0.05)).toEqual([]);
  });
});

const NOTHING = { part: 0, whole: 0 };

/** Held against the formulas of textbooks, written down as they stand there: test/reference/statistics. */
describe('statistics, beside the formulas', () => {
  const milliseconds = fc.oneof(fc.nat(20), fc.nat(5_000_000));
  const samplesOf = (minLength: number, maxLength: number) =>
    fc.array(milliseconds, { minLength, maxLength });
  const rates = fc
    .tuple(fc.nat(400), fc.nat(400))
    .map(([part, more]) => ({ part, whole: Math.max(1, part + more) }));

  it('is the same for rates', () => {
    fc.assert(
      fc.property(rates, rates, (rate, previous) => {
        expectEnds(rateInterval(rate), reference.wilsonOf(rate.part, rate.whole), 1e-9, rate);
        const { part, whole } = previous;
        const ends = reference.newcombeOf(rate.part, rate.whole, part, whole);
        expectEnds(differenceOfRates(rate, previous), ends, 1e-9, [rate, previous]);
      }),
    );
    expect(differenceOfRates(NOTHING, { part: 1, whole: 2 })).toBeNull();
    expect(differenceOfRates({ part: 1, whole: 2 }, NOTHING)).toBeNull();
  });

  it('is the same for averages', () => {
    fc.assert(
      fc.property(samplesOf(0, 60), samplesOf(2, 60), (samples, previous) => {
        expectEnds(intervalOf(exactMean(samples)), reference.meanOf(samples), 1e-8, samples);
        if (samples.length < 2) return;
        const ends = reference.welchOf(samples, previous);
        expectEnds(difference(exactMean(samples), exactMean(previous)), ends, 1e-8, [samples, previous]);
      }),
      // The reference adds up thousands of panels: to look for a smaller case would take hours.
      { numRuns: 30, endOnFailure: true },
    );
  });

  it('is the same for averages of several samples an episode, and for their differences', () => {
    const groups = fc.array(samplesOf(1, 5), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(groups, groups, (some, before) => {
        expectEnds(intervalOf(exactRatio(some)), reference.ratioOf(some), 1e-8, some);
        const ends = reference.ratioDifferenceOf(some, before);
        expectEnds(difference(exactRatio(some), exactRatio(before)), ends, 1e-8, [some, before]);
      }),
      { numRuns: 30, endOnFailure: true },
    );
    expect(exactRatio([[1, 2, 3]])).toBeNull();
  });

  it('is the same for percentiles', () => {
    fc.assert(
      fc.property(
        samplesOf(1, 60),
        samplesOf(1, 60),
        fc.constantFrom(50, 90, 95, 99),
        (some, before, percent) => {
          const ends = reference.orderStatisticsOf(ascending(some), percent);
          expectEnds(percentileInterval(binsOf(some), percent), ends, 0, [some, percent]);
          const place = Math.ceil((percent * some.length) / 100);
          expect(percentileOf(binsOf(some), percent)).toBe(ascending(some)[place - 1]);
          const found = differenceOfPercentiles(binsOf(some), binsOf(before), percent);
          expectEnds(found, reference.bootstrapOf(ascending(some), ascending(before), percent), 0, [
            some,
            before,
          ]);
        },
      ),
      { numRuns: 60 },
    );
    expect(differenceOfPercentiles(binsOf([]), binsOf([1]), 50)).toBeNull();
    expect(percentileOf(binsOf([]), 50)).toBeNull();
    expect(percentileInterval(binsOf([]), 50)).toBeNull();
  });

  it('is the same for counts', () => {
    const days = fc.array(fc.nat(50), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 1, max: 999 }),
        (some, one, before) => {
          const named = some.map((count, index) => [(index % 7) + 1, count] as const);
          const found = dispersionOf(dayCounts(named));
          expectClose(found.factor, reference.dispersionOf(named), 1e-9, some);
          expect(found.isAssumed).toBe(some.length < 28);
          const ends = reference.logRatioOf(one, before, found.factor);
          expectEnds(changeOfCounts(one, before, found), ends, 1e-9, [one, before]);
        },
      ),
    );
    expect(changeOfCounts(0, 5, { factor: 1, isAssumed: false })).toBeNull();
    expect(changeOfCounts(5, 0, { factor: 1, isAssumed: false })).toBeNull();
  });

  it('is the same for the curve, and with nothing open the plain share', () => {
    const answered = fc.record({ answered: fc.nat(30) });
    const waiting = fc.record({ waiting: fc.nat(30) });
    fc.assert(
      fc.property(fc.array(fc.oneof(answered, waiting, fc.constant({})), { minLength: 1 }), (contacts) => {
        const curve = curveOf(contacts);
        for (let time = 0; time <= 31; time += 1) {
          const { share, ends, atRisk } = reference.curveAt(contacts, time);
          const found = curve.at(time);
          // Nothing is known any more once all who are left wait.
          if (found === null)
            expect({ atRisk, isAll: share > 1 - 1e-9 }).toEqual({ atRisk: 0, isAll: false });
          else {
            expectClose(found.share, share, 1e-9, [contacts, time]);
            expectEnds(found, ends, 1e-9, [contacts, time]);
            expect(found.atRisk).toBe(atRisk);
          }
        }
      }),
    );
    const settled: reference.Contact[] = [{ answered: 3 }, { answered: 9 }, { answered: 9 }, {}, {}, {}];
    expect([2, 3, 8, 9, 10_000].map((time) => curveOf(settled).at(time)?.share)).toEqual([
      0,
      1 / 6,
      1 / 6,
      3 / 6,
      3 / 6,
    ]);
    expect([0.1, 0.5, 0.51].map((share) => curveOf(settled).timeOf(share))).toEqual([3, 9, null]);
    expect(curveOf([{ waiting: 5 }]).at(6)).toBeNull();
    expect(curveOf([]).at(0)).toBeNull();
  });

  it('calls a change higher or lower only if the interval says so', () => {
    expect([verdictOf({ low: 1, high: 2 }), verdictOf({ low: -2, high: -1 })]).toEqual(['HIGHER', 'LOWER']);
    expect(verdictOf({ low: -1, high: 0 })).toBe('NOT_DISTINGUISHABLE');
    expect(verdictOf({ low: 0, high: 1 })).toBe('NOT_DISTINGUISHABLE');
  });
});
