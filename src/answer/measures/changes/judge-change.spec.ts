import { DEFAULT_MATTERS } from '../../../platform/rules/rules';
import type { FactKind, FactSums } from '../registry/measure';
import { measureNamed } from '../registry/measures';
import type { Bins } from '../statistics/percentiles';
import { clusterSums } from '../statistics/testing/cluster-sums';
import { doesMatter, judgeChange } from './judge-change';

interface KindSums {
  readonly count: number;
  readonly milliseconds?: number;
  readonly squares?: bigint;
  readonly bins?: Bins;
  readonly episodes?: readonly (readonly number[])[];
}

type Given = Partial<Record<FactKind, KindSums>>;

function sumsOf(given: Given): FactSums {
  return {
    count: (kind) => given[kind]?.count ?? 0,
    milliseconds: (kind) => given[kind]?.milliseconds ?? 0,
    squares: (kind) => given[kind]?.squares ?? 0n,
    percentile: ({ kind }) => given[kind]?.bins?.values[0] ?? null,
    bins: (kind) => given[kind]?.bins ?? { values: [], counts: [] },
    episodesOfReplies: () => clusterSums(given.reply?.episodes ?? []),
    open: 0,
  };
}

const POISSON = { factor: 1, isAssumed: false };

function judged(
  name: string,
  current: Given,
  previous: Given,
  { isComplete = true, dispersion = undefined as typeof POISSON | undefined } = {},
) {
  const measure = measureNamed(name);
  if (measure === undefined) throw new Error(name);
  const periodOf = (given: Given) => ({
    sums: sumsOf(given),
    value: measure.compute(sumsOf(given)),
    isComplete,
  });
  return judgeChange(measure, periodOf(current), periodOf(previous), dispersion);
}

const rated = (bad: number, good: number): Given => ({ rating_1: { count: bad }, rating_5: { count: good } });
const started = (count: number): Given => ({ episode_started: { count } });

describe('a change that matters', () => {
  it.each([
    ['csatRate', 0.82 - 0.8, 0.8, true],
    ['csatRate', -0.0199, 0.8, false],
    ['episodesStarted', -0.05, 1000, true],
    ['episodesStarted', 0.049, 1000, false],
    ['firstResponseSecondsP50', 3, 60, true],
    ['firstResponseSecondsP50', -2.9, 60, false],
    ['ratingAvg', 0.2, 4, true],
    ['ratingAvg', null, 4, null],
    ['firstResponseSecondsP50', null, null, null],
  ])('of %s by %s from %s: %s', (name, change, previous, expected) => {
    expect(doesMatter(measureNamed(name) ?? fail(name), change, previous, DEFAULT_MATTERS)).toBe(expected);
  });

  it.each([
    ['csatRate', -0.0199, 0.8, { points: 0.01, relative: 0.5 }, true],
    ['csatRate', 0.4, 0.5, { points: 0.5, relative: 0.01 }, false],
    ['episodesStarted', 0.049, 1000, { points: 1, relative: 0.04 }, true],
    ['firstResponseSecondsP50', 3, 60, { points: 0, relative: 0.1 }, false],
    ['firstResponseSecondsP50', 0, 60, { points: 1, relative: 0 }, true],
  ])('of %s by %s from %s, where the rules say %j: %s', (name, change, previous, matters, expected) => {
    expect(doesMatter(measureNamed(name) ?? fail(name), change, previous, matters)).toBe(expected);
  });
});

function fail(name: string): never {
  throw new Error(name);
}

describe('a change', () => {
  it('of a rate is its difference, judged by how many there are of both kinds', () => {
    const higher = judged('csatRate', rated(20, 80), rated(50, 50));
    expect(higher).toMatchObject({ n: 100, nPrevious: 100, verdict: 'HIGHER' });
    expect(higher.change).toBeCloseTo(0.3);
    expect(judged('csatRate', rated(50, 50), rated(20, 80)).verdict).toBe('LOWER');
    expect(judged('csatRate', rated(20, 20), rated(22, 20)).verdict).toBe('NOT_DISTINGUISHABLE');
    expect(judged('csatRate', rated(4, 96), rated(50, 50)).verdict).toBe('TOO_FEW');
    expect(judged('csatRate', rated(50, 50), rated(96, 4)).verdict).toBe('TOO_FEW');
  });

  it('of a count is the share by which it grew, judged by how much days vary', () => {
    const found = judged('episodesStarted', started(150), started(100), { dispersion: POISSON });
    expect(found).toMatchObject({ n: 150, nPrevious: 100, change: 0.5, verdict: 'HIGHER' });
    const varied = { factor: 9, isAssumed: false };
    expect(judged('episodesStarted', started(150), started(100), { dispersion: varied }).verdict).toBe(
      'NOT_DISTINGUISHABLE',
    );
    expect(judged('episodesStarted', started(40), started(9), { dispersion: POISSON }).verdict).toBe(
      'TOO_FEW',
    );
    const none = judged('episodesStarted', started(40), started(0), { dispersion: POISSON });
    expect(none).toEqual({
      n: 40,
      nPrevious: 0,
      change: null,
      interval: null,
      verdict: 'TOO_FEW',
      chance: null,
    });
  });

  it('of messages has no verdict', () => {
    const messages = (count: number): Given => ({ message_visitor: { count } });
    const found = judged('messagesVisitor', messages(500), messages(100));
    expect(found).toEqual({ n: 500, nPrevious: 100, change: 4, interval: null, verdict: null, chance: null });
  });

  it('of what is not counted in full has no verdict yet, however few there are', () => {
    expect(judged('csatRate', rated(20, 80), rated(50, 50), { isComplete: false }).verdict).toBe('NOT_YET');
    expect(judged('csatRate', rated(0, 1), rated(0, 1), { isComplete: false }).verdict).toBe('NOT_YET');
    const messages: Given = { message_visitor: { count: 1 } };
    expect(judged('messagesVisitor', messages, messages, { isComplete: false }).verdict).toBeNull();
  });

  it('of durations is in seconds', () => {
    // Ten of 1 s and ten of 3 s; before, twenty of 4 s.
    const bins = { values: [1000, 3000], counts: [10, 10] };
    const now = { closure: { count: 20, milliseconds: 40_000, squares: 100_000_000n, bins } };
    const all = { values: [4000], counts: [20] };
    const before = { closure: { count: 20, milliseconds: 80_000, squares: 320_000_000n, bins: all } };
    const average = judged('closureSecondsAvg', now, before);
    expect(average).toMatchObject({ n: 20, nPrevious: 20, change: -2, verdict: 'LOWER' });
    // t(19) = 2.0930 standard errors, of √(20/19 / 20) s each.
    expect(average.interval?.low).toBeCloseTo(-2 - 2.093024 / Math.sqrt(19), 5);
    const median = judged('closureSecondsP50', now, before);
    expect(median).toMatchObject({ interval: { low: -3, high: -1 }, verdict: 'LOWER' });
    expect(
      judged('closureSecondsP50', now, { closure: { count: 9, bins: { values: [1], counts: [9] } } }).verdict,
    ).toBe('TOO_FEW');
  });

  it('of the average of replies is judged by how much episodes differ', () => {
    const replies = (...episodes: number[][]): Given => {
      const all = episodes.flat();
      return { reply: { count: all.length, milliseconds: all.reduce((sum, one) => sum + one, 0), episodes } };
    };
    const before = replies([1000, 1000, 1000], [1000, 1000], [1000, 1000, 1000], [2000, 2000]);
    const now = replies([4000, 4000, 4000, 4000], [4000, 4000], [4000, 4000], [4000, 5000]);
    const change = judged('replySecondsAvg', now, before);
    expect(change).toMatchObject({ n: 10, nPrevious: 10, verdict: 'HIGHER' });
    expect(change.change).toBeCloseTo(2.9);
    // Ten replies in one episode are a sample of one.
    const one = replies(before.reply?.episodes?.flat() ?? []);
    expect(judged('replySecondsAvg', now, one)).toMatchObject({ interval: null, verdict: 'TOO_FEW' });
    expect(judged('replySecondsP50', now, before)).toMatchObject({ interval: null, verdict: null });
  });

  it('is none where there was nothing before', () => {
    expect(judged('csatRate', rated(5, 5), {})).toEqual({
      ...{ n: 10, nPrevious: 0, change: null, interval: null, verdict: 'TOO_FEW', chance: null },
    });
    expect(judged('closureSecondsP50', {}, {})).toMatchObject({ n: 0, change: null, verdict: 'TOO_FEW' });
  });

  it('is not judged of a share of which the part is more than the whole', () => {
    const involved = (copilot: number): Given => ({
      copilot_resolved: { count: copilot },
      episode_engaged: { count: 20 },
    });
    expect(judged('copilotInvolvementRate', involved(25), involved(10))).toMatchObject({ interval: null });
  });
});
