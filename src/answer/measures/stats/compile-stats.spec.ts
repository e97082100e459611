import { bucketEdges } from '../calendar/bucket-edges';
import type { OperatorChoice } from '../../../platform/config/operator-choice';
import type { BucketGranularity } from '../calendar/granularity';
import { MEASURES_WITH_ENDS } from '../registry/interval-ends';
import { compileStats, requiredFacts } from './compile-stats';
import type { CompiledQuery, SumsQuestion } from './compile-stats';
import { NO_FILTER } from './dimensions';

type Question = Omit<Partial<SumsQuestion>, 'from' | 'to'> & {
  readonly measures?: readonly string[];
  readonly granularity?: BucketGranularity;
};

function compiled(fromText: string, toText: string, question: Question = {}): CompiledQuery {
  const { measures = ['messagesVisitor'], granularity = 'TOTAL', ...rest } = question;
  const [from, to] = [Date.parse(fromText), Date.parse(toText)];
  return compileStats({
    ...requiredFacts(MEASURES_WITH_ENDS.filter(({ name }) => measures.includes(name))),
    from,
    to,
    groupBy: [],
    attribute: undefined,
    filter: NO_FILTER,
    teams: new Map(),
    edges: bucketEdges({ from, to, granularity, zone: 'UTC', weekStart: 'MONDAY', maxBuckets: 20_000 }),
    ...rest,
  });
}

const occurrences = (text: string, part: string) => text.split(part).length - 1;
/** The roll-ups that a statement reads, by dimensions and seconds, and whether it reads facts. */
const sourcesOf = ({ sql }: CompiledQuery) => [
  ...[...sql.matchAll(/dimensions = '(\w+)' AND grain = (\d+)/g)].map(
    ([, dimensions, grain]) => `${dimensions} ${grain}`,
  ),
  ...(sql.includes('FROM facts FINAL') ? ['facts'] : []),
];

describe('the statement for a question', () => {
  it('reads the longest roll-ups that there are, and facts for the ends only', () => {
    expect(sourcesOf(compiled('2026-01-01', '2026-01-03'))).toEqual(['none 86400']);
    expect(sourcesOf(compiled('2026-01-01T10:15:00Z', '2026-01-01T11:45:00Z'))).toEqual(['none 900']);
    const all = compiled('2026-01-01T10:15:00Z', '2026-01-03T11:46:00Z');
    expect(sourcesOf(all)).toEqual(['none 86400', 'none 10800', 'none 3600', 'none 900', 'facts']);
    expect(sourcesOf(compiled('2026-01-01T11:00:00Z', '2026-01-01T12:00:00Z'))).toEqual(['none 3600']);
    expect(sourcesOf(compiled('2026-01-01', '2027-01-01'))).toEqual(['none 1382400', 'none 86400']);
  });

  it('reads the roll-ups that know its dimensions and no others; quarters are not kept by operator alone', () => {
    const range = ['2026-01-01T10:15:00Z', '2026-01-03'] as const;
    const quarters = 'operator_copilot 900';
    const byOperator = ['operator 86400', 'operator 10800', 'operator 3600', quarters];
    const byBoth = [86_400, 10_800, 3_600].map((grain) => `operator_copilot ${grain}`).concat(quarters);
    expect(sourcesOf(compiled(...range, { groupBy: ['ACCOUNT', 'OPERATOR'] }))).toEqual(byOperator);
    expect(
      sourcesOf(
        compiled(...range, { filter: { ...NO_FILTER, operators: [{ account: undefined, id: '7' }] } }),
      ),
    ).toEqual(byOperator);
    expect(sourcesOf(compiled(...range, { groupBy: ['COPILOT'] }))).toEqual(byBoth);
    expect(sourcesOf(compiled(...range, { filter: { ...NO_FILTER, copilot: false } }))).toEqual(byBoth);
    const filter = { ...NO_FILTER, accounts: ['shop'] };
    expect(sourcesOf(compiled('2026-01-01', '2026-01-03', { filter }))).toEqual(['none 86400']);
  });

  it('reads all roll-ups in one go', () => {
    const { sql } = compiled('2026-01-01T10:15:00Z', '2026-01-03T11:46:00Z');
    expect(occurrences(sql, 'FROM rollups FINAL')).toBe(1);
  });

  it('by team, sums up those who are in the same teams before it gives that to each', () => {
    const teams = new Map([['a', { name: 'a', operators: [{ account: undefined, id: '7' }] }]]);
    const range = ['2026-01-01T10:15:00Z', '2026-01-03T11:46:00Z'] as const;
    const { sql } = compiled(...range, { groupBy: ['TEAM', 'COPILOT'], teams });
    expect(sourcesOf({ sql, parameters: {} })).toContain('operator_copilot 86400');
    expect(occurrences(sql, 'arrayJoin(')).toBe(1);
    expect(occurrences(sql, 'copilot AS copilot_of, account, operator\n')).toBe(2);
    expect(sql).toContain('GROUP BY time, kind, copilot_of, teams_of\n');
    expect(sql).toContain('GROUP BY time, team, copilot, kind\n');
    expect(compiled(...range, { groupBy: ['ACCOUNT', 'OPERATOR'], teams }).sql).not.toContain('arrayJoin(');
  });

  it('lists days and hours where they are in many pieces', () => {
    const weeks = bucketEdges({
      from: Date.parse('2026-01-01'),
      to: Date.parse('2026-12-31'),
      granularity: 'WEEK',
      zone: 'Europe/Vilnius',
      weekStart: 'MONDAY',
      maxBuckets: 100,
    });
    const { sql, parameters } = compiled('2026-01-01', '2026-12-31', { edges: weeks });
    for (const grain of [86_400, 10_800, 3_600])
      expect(sql).toContain(`bucket IN {of_${grain}_0: Array(DateTime('UTC'))}`);
    const [days, threeHours, hours] = ['of_86400_0', 'of_10800_0', 'of_3600_0'].map(
      (name) => parameters[name] as number[],
    );
    const daysOfHours = [...new Set(threeHours?.map((hour) => hour - (hour % 86_400)))];
    expect(daysOfHours).toHaveLength(52);
    // Weeks begin at 22:00 in winter, and in summer at 21:00, where a bucket of three hours begins.
    expect([threeHours?.length, hours?.length]).toEqual([22 * 7 + 30 * 8, 22 * 3]);
    expect([...(days ?? []), ...daysOfHours].sort((one, other) => one - other)).toEqual(
      Array.from({ length: 364 }, (_, day) => Date.parse('2026-01-01') / 1000 + day * 86_400),
    );
  });

  it('stays within what is storable', () => {
    const edges = [Date.parse('1900-01-01'), Date.parse('2500-01-01')];
    const between = (from: number, to: number) =>
      `bucket >= toDateTime(${from}, 'UTC') AND bucket < toDateTime(${to}, 'UTC')`;
    const { sql } = compiled('1900-01-01', '2500-01-01', { edges });
    expect(sql).toContain(`grain = 1382400 AND ((${between(0, 4_290_969_600)}))`);
    expect(sql).toContain(`grain = 86400 AND ((${between(4_290_969_600, 4_291_747_200)}))`);
    expect(sql).not.toContain('FROM facts');
    expect(compiled('1900-01-01', '2500-01-01', { edges, groupBy: ['PAGE'] }).sql).toContain(
      between(0, 4_291_747_200),
    );
  });

  it('reads facts alone for what roll-ups do not know', () => {
    const days = ['2026-01-01', '2026-01-03'] as const;
    const page = { ...NO_FILTER, pages: ['/a'] };
    const plan = { ...NO_FILTER, attributes: [{ name: 'plan', values: ['pro'] }] };
    const none = { ...NO_FILTER, attributes: [{ name: 'plan', values: [] }] };
    expect(sourcesOf(compiled(...days, { filter: page }))).toEqual(['facts']);
    expect(sourcesOf(compiled(...days, { filter: plan }))).toEqual(['facts']);
    expect(sourcesOf(compiled(...days, { groupBy: ['PAGE'] }))).toEqual(['facts']);
    expect(sourcesOf(compiled(...days, { groupBy: ['ATTRIBUTE'], attribute: 'plan' }))).toEqual(['facts']);
    expect(sourcesOf(compiled(...days, { filter: none, groupBy: ['OPERATOR', 'COPILOT'] }))).toEqual([
      'operator_copilot 86400',
    ]);
  });

  it('reads whole days from the sums by a facet where these are valid, and facts for all others', () => {
    const [second, third, fifth] = [2, 3, 5].map((day) => Date.UTC(2026, 0, day)) as [number, number, number];
    const versions = new Map([second, third, fifth].map((start, index) => [start, 70 + index]));
    const facetDays = { facet: 'page', versions };
    const question = { groupBy: ['PAGE'] as const, facetDays };
    const { sql, parameters } = compiled('2026-01-02T12:00:00Z', '2026-01-06', question);
    expect(sql).toContain('FROM facet_sums FINAL');
    expect(parameters).toMatchObject({ facet: 'page', versions_0: [71, 72] });
    const instants = [...sql.matchAll(/bucket (?:>=|<) toDateTime\((\d+), 'UTC'\)/g)];
    expect(instants.map(([, seconds]) => new Date(Number(seconds) * 1000).toISOString())).toEqual([
      '2026-01-02T12:00:00.000Z',
      '2026-01-03T00:00:00.000Z',
      '2026-01-04T00:00:00.000Z',
      '2026-01-05T00:00:00.000Z',
    ]);
    const inKathmandu = { ...question, edges: [Date.UTC(2026, 0, 2, 18, 15), Date.UTC(2026, 0, 3, 18, 15)] };
    expect(compiled('2026-01-02T18:15:00Z', '2026-01-03T18:15:00Z', inKathmandu).sql).not.toContain(
      'facet_sums',
    );
  });

  it('has the starts of the buckets, and not the end of the last', () => {
    const query = compiled('2026-01-01T10:30:00Z', '2026-01-01T12:30:00Z', { granularity: 'HOUR' });
    const starts = ['10', '11', '12'].map((hour) => Date.parse(`2026-01-01T${hour}:00:00Z`));
    expect(query.parameters['starts_0']).toEqual(starts);
  });

  it('has the slots of buckets, where these are summed up by slot, in one list with their starts', () => {
    const [first, second] = ['2026-01-01T10:00Z', '2026-01-01T11:00Z'].map((text) => Date.parse(text));
    const question = { granularity: 'HOUR', slots: [7, 167] } as const;
    const { sql, parameters } = compiled('2026-01-01T10:00Z', '2026-01-01T12:00Z', question);
    expect(parameters['starts_0']).toEqual([(first ?? 0) * 1000 + 7, (second ?? 0) * 1000 + 167]);
    expect(sql).toContain('toInt64(roundDown(moment * 1000 + 999, {starts_0: Array(Int64)}) % 1000) AS time');
  });

  it('has many starts in portions, none of which is too long for ClickHouse', () => {
    const { sql, parameters } = compiled('2026-01-01', '2026-04-15', { granularity: 'QUARTER_HOUR' });
    const portions = Object.entries(parameters).filter(([name]) => name.startsWith('starts')) as [
      string,
      number[],
    ][];
    const starts = portions.flatMap(([, portion]) => portion);
    expect(starts).toHaveLength(104 * 96);
    expect(starts).toEqual([...starts].sort((one, other) => one - other));
    for (const [name, portion] of portions) {
      expect(occurrences(sql, `{${name}: Array(Int64)}`)).toBe(1);
      expect(portion.join(',').length).toBeLessThan(128 * 1024);
    }
  });

  it('reads the kinds of facts that its measures need, each once, and no others', () => {
    const measures = ['closures', 'closureSecondsAvg', 'messagesCopilot', 'episodesOpen'];
    const { sql, parameters } = compiled('2026-01-01', '2026-01-02', { measures });
    expect(parameters['kinds']).toEqual(['message_copilot', 'closure']);
    expect(sql).not.toContain('bins');
  });

  it('reads the bins of durations when a percentile is asked for', () => {
    const { sql } = compiled('2026-01-01', '2026-01-02', {
      measures: ['closureSecondsP50', 'closureSecondsP99'],
    });
    expect(sql).toMatch(/quantilesExactWeightedArray\(0\.5, 0\.99\)\(.*\) AS percentile_bins,\n/);
    expect(occurrences(sql, 'value_sum, bins')).toBe(1);
  });

  it('reads all bins for the interval of a percentile, and squares for that of an average of durations', () => {
    const sqlOf = (...measures: string[]) => compiled('2026-01-01T00:01:00Z', '2026-01-03', { measures }).sql;
    const ofPercentile = sqlOf('closureSecondsP50', 'closureSecondsP50Low');
    expect(ofPercentile).toMatch(/ AS bin_numbers,\n.* AS bin_counts,\n/);
    expect(ofPercentile).not.toMatch(/squares|quantiles/);
    const ofAverage = sqlOf('closureSecondsAvg', 'closureSecondsAvgHigh');
    // Of all of them, of those of a roll-up, and of those of facts.
    expect(occurrences(ofAverage, 'value_squares')).toBe(3);
    expect(ofAverage).not.toContain('bins');
    expect(sqlOf('csatRateLow', 'ratingAvgLow', 'closureSecondsAvg')).not.toMatch(/squares|bins/);
  });

  it('asks every source for what the filter says, whose values are not part of its text', () => {
    const accounts = ["x' OR 1 = 1 --", 'shop'];
    const operators = [{ account: undefined, id: "7') --" }];
    const filter = { ...NO_FILTER, accounts, operators, copilot: false };
    const { sql, parameters } = compiled('2026-01-01', '2026-01-02T00:01:00Z', { filter });
    expect(occurrences(sql, 'AND account IN {accounts: Array(String)}')).toBe(2);
    expect(occurrences(sql, 'AND operator IN {operators: Array(String)}')).toBe(2);
    expect(occurrences(sql, 'AND NOT copilot')).toBe(2);
    expect(parameters).toMatchObject({ accounts, operators: ["7') --"] });
    expect(sql).not.toMatch(/OR 1 = 1|shop|--/);
    const all = compiled('2026-01-01', '2026-01-02');
    expect(all.sql).not.toContain('accounts');
    expect(all.parameters).not.toHaveProperty('accounts');
  });

  it('asks for operators of any account by id, and for those of one by both', () => {
    const anywhere = { account: undefined, id: '7' };
    const ofShop = { account: 'shop', id: "7' OR 1" };
    const conditionOf = (...operators: OperatorChoice[]) => {
      const { sql, parameters } = compiled('2026-01-01', '2026-01-02', {
        filter: { ...NO_FILTER, operators },
      });
      const { operators: ids, operator_accounts, operator_ids } = parameters;
      return [/ AND (\(?[(a-z, ]*operator\)? IN .*)/.exec(sql)?.[1], ids, operator_accounts, operator_ids];
    };
    const byId = 'operator IN {operators: Array(String)}';
    const byAccount =
      '(account, operator) IN arrayZip({operator_accounts: Array(String)}, {operator_ids: Array(String)})';
    expect(conditionOf(anywhere)).toEqual([byId, ['7'], undefined, undefined]);
    expect(conditionOf(ofShop)).toEqual([byAccount, undefined, ['shop'], ["7' OR 1"]]);
    expect(conditionOf(anywhere, ofShop)).toEqual([
      `(${byId} OR ${byAccount})`,
      ['7'],
      ['shop'],
      ["7' OR 1"],
    ]);
  });

  it('never has the name of an attribute in its text', () => {
    const filter = {
      ...NO_FILTER,
      attributes: [
        { name: "x'", values: ['y'] },
        { name: 'z', values: ["q'"] },
      ],
    };
    const { sql, parameters } = compiled('2026-01-01', '2026-01-02', {
      filter,
      groupBy: ['ATTRIBUTE'],
      attribute: "n'",
    });
    expect(parameters).toMatchObject({
      attribute: "n'",
      attribute_0: "x'",
      attribute_values_0: ['y'],
      attribute_1: 'z',
      attribute_values_1: ["q'"],
    });
    expect(sql).not.toMatch(/[nqx]'/);
  });

  it('groups and sorts by the dimensions', () => {
    const { sql } = compiled('2026-01-01', '2026-01-02', { groupBy: ['ACCOUNT', 'COPILOT'] });
    expect(sql).toMatch(/AS time,\s+account_of AS account,\s+copilot_of AS copilot,\s+kind,/);
    expect(sql).toMatch(/GROUP BY time, account, copilot, kind\s+ORDER BY time, account, copilot, kind\s/);
  });
});
