import { MEASURES, measureNamed } from './measures';
import { INTERVAL_ENDS, measureOrEndNamed, MEASURES_WITH_ENDS } from './interval-ends';
import type { DurationKind, FactKind, FactSums, Percentile } from './measure';
import type { Bins } from '../statistics/percentiles';
import { clusterSums } from '../statistics/testing/cluster-sums';

/** What a test gives of a kind of facts. */
interface KindSums {
  readonly count: number;
  readonly milliseconds?: number;
  readonly squares?: bigint;
  readonly bins?: Bins;
  readonly episodes?: readonly (readonly number[])[];
}

function sums(given: Partial<Record<FactKind, KindSums>> = {}): FactSums {
  return {
    count: (kind) => given[kind]?.count ?? 0,
    milliseconds: (kind) => given[kind]?.milliseconds ?? 0,
    squares: (kind) => given[kind]?.squares ?? 0n,
    bins: (kind) => given[kind]?.bins ?? { values: [], counts: [] },
    episodesOfReplies: () => clusterSums(given.reply?.episodes ?? []),
    percentile: ({ kind, percent }) => (given[kind] === undefined ? null : percent * 1000),
    open: given.episode_open?.count ?? 0,
  };
}

const valueOf = (name: string, given: Parameters<typeof sums>[0]) =>
  measureOrEndNamed(name)?.compute(sums(given));

describe('the registry of measures', () => {
  it('names every measure once, and finds it by its name', () => {
    const names = MEASURES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const measure of MEASURES) expect(measureNamed(measure.name)).toBe(measure);
    expect(measureNamed('constructor')).toBeUndefined();
  });

  it.each(MEASURES_WITH_ENDS.map((measure) => [measure.name, measure] as const))(
    'says in words what %s means',
    (_, measure) => {
      expect(measure.name).toMatch(/^[a-z][a-zA-Z0-9]+$/);
      expect(measure.description).toMatch(/^[A-Z].{15,}\.$/);
      expect(measure.anchor).toMatch(/^the .+[^.]$/);
      expect(measure.unit).not.toBe('');
      expect(['UP', 'DOWN', 'NEUTRAL']).toContain(measure.direction);
      expect(measure.kinds.length).toBeGreaterThan(0);
    },
  );

  it.each(MEASURES.map((measure) => [measure.name, measure] as const))(
    'answers for %s with 0 where nothing was counted, with null where there is nothing to divide by',
    (_, measure) => {
      expect(measure.compute(sums())).toBe(measure.isCount ? 0 : null);
    },
  );

  it.each(MEASURES.map((measure) => [measure.name, measure] as const))(
    'reads for %s the kinds that it names',
    (_, measure) => {
      const read = new Set<FactKind>();
      const spied = (kind: FactKind) => {
        read.add(kind);
        return 1;
      };
      const spies = {
        count: spied,
        milliseconds: spied,
        squares: (kind: FactKind) => BigInt(spied(kind)),
        percentile: ({ kind }: Percentile) => spied(kind),
        bins: (kind: DurationKind) => ({ values: [1], counts: [spied(kind)] }),
        episodesOfReplies: () => clusterSums([[spied('reply')]]),
        get open() {
          return spied('episode_open');
        },
      };
      expect(measure.compute(spies)).not.toBeNull();
      expect([...read].sort()).toEqual([...measure.kinds].sort());
    },
  );

  it('counts each kind of message for its own author', () => {
    const given = {
      message_visitor: { count: 1 },
      message_operator: { count: 2 },
      message_copilot: { count: 3 },
      message_proactive: { count: 4 },
    };
    const names = ['messagesVisitor', 'messagesOperator', 'messagesCopilot', 'messagesProactive'];
    expect(names.map((name) => valueOf(name, given))).toEqual([1, 2, 3, 4]);
  });

  it('averages durations in seconds', () => {
    expect(valueOf('closureSecondsAvg', { closure: { count: 4, milliseconds: 6002 } })).toBe(1.5005);
    expect(valueOf('closureSecondsAvg', { closure: { count: 2, milliseconds: 0 } })).toBe(0);
  });

  it('has the copilot outcomes add up to its episodes, and leaves the open ones out of the rate', () => {
    const given = {
      copilot_pending: { count: 8 },
      copilot_resolved: { count: 2 },
      copilot_abandoned: { count: 1 },
      copilot_handed_off: { count: 5 },
      episode_engaged: { count: 32 },
    };
    expect(valueOf('copilotEpisodes', given)).toBe(16);
    expect(valueOf('copilotResolutionRate', given)).toBe(2 / 8);
    expect(valueOf('copilotInvolvementRate', given)).toBe(1 / 2);
  });

  it('gives percentiles in seconds', () => {
    expect(valueOf('firstResponseSecondsP95', { first_response: { count: 1 } })).toBe(95);
    expect(valueOf('replySecondsP50', {})).toBeNull();
  });

  it('averages ratings by their stars, and calls 4 and 5 satisfied', () => {
    const given = {
      rating_1: { count: 5 },
      rating_2: { count: 4 },
      rating_3: { count: 3 },
      rating_4: { count: 2 },
      rating_5: { count: 1 },
    };
    expect(valueOf('ratings', given)).toBe(15);
    expect([1, 2, 3, 4, 5].map((stars) => valueOf(`rating${stars}`, given))).toEqual([5, 4, 3, 2, 1]);
    expect(valueOf('ratingAvg', given)).toBe((5 + 8 + 9 + 8 + 5) / 15);
    expect(valueOf('csatRate', given)).toBe(3 / 15);
    expect(valueOf('csatRate', { rating_1: { count: 3 } })).toBe(0);
  });

  it('has two ends of an interval beside each measure that is no count, behind it', () => {
    const names = MEASURES_WITH_ENDS.map(({ name }) => name);
    const expected = MEASURES.flatMap(({ name, isCount }) =>
      isCount ? [name] : [name, `${name}Low`, `${name}High`],
    );
    expect(names).toEqual(expected);
    expect(new Set(names).size).toBe(names.length);
    expect(INTERVAL_ENDS).toHaveLength(names.length - MEASURES.length);
    for (const end of INTERVAL_ENDS) expect(end.compute(sums())).toBeNull();
  });

  it('has the interval of a rate by how many it is of', () => {
    const given = { rating_1: { count: 3 }, rating_5: { count: 7 } };
    expect(valueOf('csatRateLow', given)).toBeCloseTo(0.396778, 6);
    expect(valueOf('csatRateHigh', given)).toBeCloseTo(0.892209, 6);
    expect(valueOf('csatRateLow', { rating_5: { count: 1 } })).toBeNull();
  });

  it('has the interval of an average by its squares, in its unit', () => {
    // 3 s and 8 s: the average is 5.5 s, the standard error 2.5 s, and t(1) 12.7062.
    const closure = { count: 2, milliseconds: 11_000, squares: 73_000_000n };
    expect(valueOf('closureSecondsAvgLow', { closure })).toBeCloseTo(5.5 - 2.5 * 12.706205, 5);
    expect(valueOf('closureSecondsAvgHigh', { closure })).toBeCloseTo(5.5 + 2.5 * 12.706205, 5);
    const ratings = { rating_1: { count: 1 }, rating_5: { count: 1 } };
    expect(valueOf('ratingAvgHigh', ratings)).toBeCloseTo(3 + 2 * 12.706205, 5);
    expect(valueOf('ratingAvgLow', { rating_1: { count: 1 } })).toBeNull();
  });

  it('has the interval of the average of replies by how much episodes differ', () => {
    // 1 s and 3 s in one episode, 5 s in another: of an average of 3 s the first is 2 s short, the other 2 s long.
    const reply = { count: 3, milliseconds: 9000, episodes: [[1000, 3000], [5000]] };
    expect(valueOf('replySecondsAvgLow', { reply })).toBeCloseTo(3 - (12.706205 * 4) / 3, 5);
    expect(valueOf('replySecondsAvgHigh', { reply })).toBeCloseTo(3 + (12.706205 * 4) / 3, 5);
    expect(valueOf('replySecondsAvgLow', { reply: { ...reply, episodes: [[1000, 3000, 5000]] } })).toBeNull();
    expect(valueOf('replySecondsP50Low', { reply })).toBeNull();
  });

  it('has the interval of a percentile by its bins, in seconds', () => {
    const bins = { values: [1000, 2000, 3000], counts: [2, 3, 1] };
    expect(valueOf('closureSecondsP50Low', { closure: { count: 6, bins } })).toBe(1);
    expect(valueOf('closureSecondsP50High', { closure: { count: 6, bins } })).toBe(3);
    expect(valueOf('closureSecondsP90High', { closure: { count: 6, bins } })).toBeNull();
  });
});
