import { SeededRandom } from '../../simulator/world/seeded-random';
import { judgeChange } from '../../src/answer/measures/changes/judge-change';
import type { DurationKind, FactKind, FactSums, Measure } from '../../src/answer/measures/registry/measure';
import { measureNamed } from '../../src/answer/measures/registry/measures';
import { dispersionOf } from '../../src/answer/measures/statistics/counts';
import type { DayCount } from '../../src/answer/measures/statistics/counts';
import type { Bins } from '../../src/answer/measures/statistics/percentiles';
import { clusterSums } from '../../src/answer/measures/statistics/testing/cluster-sums';
import type { Verdict } from '../../src/answer/measures/statistics/verdict';
import { duration, gamma, poisson } from './draws';

/** What is judged, of which nothing has changed. */
export interface Kind {
  readonly name: string;
  /** One comparison of two periods drawn from one and the same distribution. */
  readonly verdictOf: (random: SeededRandom) => Verdict | null;
}

/** How often verdicts said that something had changed. */
export interface FalseVerdicts {
  readonly name: string;
  readonly comparisons: number;
  /** Of these: with enough samples to say anything. */
  readonly judged: number;
  /** Of these: HIGHER or LOWER. */
  readonly wrong: number;
}

/** The share of the judged that is called different. */
export function falseRate({ wrong, judged }: FalseVerdicts): number {
  return wrong / judged;
}

export const KINDS: readonly Kind[] = [
  countsOfDays('counts, a week and a week', 7),
  countsOfDays('counts, 28 days and 28 days', 28),
  { name: 'counts of a small new account, a week and a week', verdictOf: newAccount },
  { name: 'rates of ratings', verdictOf: ratings('csatRate') },
  { name: 'averages of ratings', verdictOf: ratings('ratingAvg') },
  { name: 'averages of durations', verdictOf: durations('firstResponseSecondsAvg', 10) },
  { name: 'averages of replies, several of an episode', verdictOf: replies },
  { name: 'medians of durations', verdictOf: durations('firstResponseSecondsP50', 10) },
  { name: 'P90 of durations', verdictOf: durations('firstResponseSecondsP90', 36) },
  { name: 'P95 of durations', verdictOf: durations('firstResponseSecondsP95', 73) },
  { name: 'P99 of durations', verdictOf: durations('firstResponseSecondsP99', 369) },
];

export function simulateVerdicts(
  { name, verdictOf }: Kind,
  comparisons: number,
  seed: number,
): FalseVerdicts {
  const random = new SeededRandom(seed);
  let [judged, wrong] = [0, 0];
  for (let comparison = 0; comparison < comparisons; comparison += 1) {
    const verdict = verdictOf(random);
    if (verdict === 'TOO_FEW' || verdict === null) continue;
    judged += 1;
    if (verdict !== 'NOT_DISTINGUISHABLE') wrong += 1;
  }
  return { name, comparisons, judged, wrong };
}

/** How busy each weekday is, from Monday on. */
const WEEK = [1.2, 1.1, 1, 1.05, 0.95, 0.3, 0.2];
const HISTORY_DAYS = 56;

/** Accounts of all sizes, in which days differ more than by chance: each has a mood of its own. */
function someDays(random: SeededRandom): DayCount[] {
  return daysOf(random, HISTORY_DAYS, 2 * 50 ** random.next(), 2 * 20 ** random.next());
}

/** @param shape the smaller, the more the days differ */
function daysOf(random: SeededRandom, days: number, mean: number, shape: number): DayCount[] {
  return Array.from({ length: days }, (_, day) => ({
    weekday: (day % 7) + 1,
    count: poisson(random, mean * (WEEK[day % 7] ?? 1) * gamma(random, shape)),
  }));
}

function countsOfDays(name: string, length: number): Kind {
  return {
    name,
    verdictOf: (random) => judgedCounts(someDays(random), length),
  };
}

/** Of which too few days are known: what is assumed of it is true of small ones. */
function newAccount(random: SeededRandom): Verdict | null {
  return judgedCounts(daysOf(random, 14, 3 + 9 * random.next(), 8), 7);
}

function judgedCounts(days: readonly DayCount[], length: number): Verdict | null {
  const total = (part: readonly DayCount[]): number => part.reduce((sum, { count }) => sum + count, 0);
  const [current, previous] = [total(days.slice(-length)), total(days.slice(-2 * length, -length))];
  const measure = measureOf('episodesStarted');
  const periodOf = (value: number) => ({ sums: sumsOf({}), value, isComplete: true });
  return judgeChange(measure, periodOf(current), periodOf(previous), dispersionOf(days)).verdict;
}

/** Some more, some fewer. */
function sampleSize(random: SeededRandom, least: number): number {
  return Math.round(least * 10 ** random.next());
}

function ratings(name: string): (random: SeededRandom) => Verdict | null {
  return (random) => {
    const good = 0.4 + 0.5 * random.next();
    const draw = (): Partial<Record<FactKind, KindSums>> => {
      const counts = [0, 0, 0, 0, 0];
      for (let rating = sampleSize(random, 20); rating > 0; rating -= 1) {
        const stars = random.chance(good) ? random.whole(4, 5) : random.whole(1, 3);
        counts[stars - 1] = (counts[stars - 1] ?? 0) + 1;
      }
      return Object.fromEntries(counts.map((count, index) => [`rating_${index + 1}`, { count }]));
    };
    return judged(name, draw(), draw());
  };
}

/** @param least so many samples are enough to be judged */
function durations(name: string, least: number): (random: SeededRandom) => Verdict | null {
  return (random) => {
    const sigma = 0.5 + random.next();
    const draw = (): Partial<Record<FactKind, KindSums>> => {
      const values = Array.from({ length: sampleSize(random, least) }, () => duration(random, 90_000, sigma));
      return { first_response: durationSums(values) };
    };
    return judged(name, draw(), draw());
  };
}

/** Quick and slow episodes, in each of which replies are alike; some have many. */
function replies(random: SeededRandom): Verdict | null {
  const [sigma, sigmaWithin] = [0.3 + random.next(), 0.2 + 0.6 * random.next()];
  const draw = (): Partial<Record<FactKind, KindSums>> => {
    const episodes = Array.from({ length: sampleSize(random, 5) }, () => {
      const usual = duration(random, 90_000, sigma);
      const count = 1 + poisson(random, 2 * gamma(random, 1.5));
      return Array.from({ length: count }, () => duration(random, usual, sigmaWithin));
    });
    return { reply: { count: episodes.flat().length, episodes } };
  };
  return judged('replySecondsAvg', draw(), draw());
}

interface KindSums {
  readonly count: number;
  readonly milliseconds?: number;
  readonly squares?: bigint;
  readonly bins?: Bins;
  readonly episodes?: readonly (readonly number[])[];
}

function durationSums(values: readonly number[]): KindSums {
  return {
    count: values.length,
    milliseconds: values.reduce((sum, value) => sum + value, 0),
    squares: values.reduce((sum, value) => sum + BigInt(value) ** 2n, 0n),
    bins: binsOf(values),
  };
}

/** As the column `bin` of facts has it: each within 1 % of the middle. */
function binsOf(values: readonly number[]): Bins {
  const counts = new Map<number, number>();
  for (const value of values) {
    const bin = Math.ceil(Math.log(value) / Math.log(1.02));
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  const bins = [...counts.keys()].sort((one, other) => one - other);
  return { values: bins.map((bin) => 1.02 ** bin / 1.01), counts: bins.map((bin) => counts.get(bin) ?? 0) };
}

function judged(
  name: string,
  current: Partial<Record<FactKind, KindSums>>,
  previous: Partial<Record<FactKind, KindSums>>,
): Verdict | null {
  const measure = measureOf(name);
  const periodOf = (given: Partial<Record<FactKind, KindSums>>) => {
    const sums = sumsOf(given);
    // What is judged is the change of what its samples say, not the value.
    return { sums, value: 0, isComplete: true };
  };
  return judgeChange(measure, periodOf(current), periodOf(previous), undefined).verdict;
}

function sumsOf(given: Partial<Record<FactKind, KindSums>>): FactSums {
  return {
    count: (kind) => given[kind]?.count ?? 0,
    milliseconds: (kind) => given[kind]?.milliseconds ?? 0,
    squares: (kind) => given[kind]?.squares ?? 0n,
    percentile: () => null,
    bins: (kind: DurationKind) => given[kind]?.bins ?? { values: [], counts: [] },
    episodesOfReplies: () => clusterSums(given.reply?.episodes ?? []),
    open: 0,
  };
}

function measureOf(name: string): Measure {
  const measure = measureNamed(name);
  if (measure === undefined) throw new Error(`there is no measure ${name}`);
  return measure;
}
