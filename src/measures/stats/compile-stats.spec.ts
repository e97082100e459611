import { bucketEdges } from '../calendar/bucket-edges';
import type { BucketGranularity } from '../calendar/granularity';
import { MEASURES } from '../registry/measures';
import { compileStats } from './compile-stats';
import type { CompiledQuery } from './compile-stats';
import type { StatsRequest } from './stats-request';

type Question = Omit<Partial<StatsRequest>, 'from' | 'to' | 'measures' | 'granularity'> & {
  readonly measures?: readonly string[];
  readonly granularity?: BucketGranularity;
};

function compiled(from: string, to: string, question: Question = {}): CompiledQuery {
  const { measures = ['messagesVisitor'], granularity = 'TOTAL', ...rest } = question;
  const request: StatsRequest = {
    from: Date.parse(from),
    to: Date.parse(to),
    measures: MEASURES.filter(({ name }) => measures.includes(name)),
    granularity,
    zone: 'UTC',
    weekStart: 'MONDAY',
    groupBy: [],
    accounts: [],
    compare: undefined,
    fill: true,
    limit: 10_000,
    offset: 0,
    ...rest,
  };
  const { zone, weekStart } = request;
  const edges = bucketEdges({
    from: request.from,
    to: request.to,
    granularity,
    zone,
    weekStart,
    maxBuckets: 10_000,
  });
  return compileStats(request, edges);
}

/** Which times come from where, as the parameters say. */
function parts({ parameters }: CompiledQuery): Record<string, string> {
  const names = ['first_quarter', 'from', 'whole_from', 'whole_to', 'to'];
  return Object.fromEntries(names.map((name) => [name, (parameters[name] as Date).toISOString().slice(11)]));
}

const occurrences = (text: string, part: string) => text.split(part).length - 1;

describe('the statement for a question', () => {
  it('sums up roll-ups and, at the ends, samples: both as their newest versions', () => {
    const { sql } = compiled('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z');
    expect(sql.replace(/\s+/g, ' ')).toBe(
      [
        'SELECT roundDown(moment, arrayConcat({starts_0: Array(Int64)})) AS time,',
        "sumIf(samples, kind = 'message_visitor') AS message_visitor_count,",
        "sumIf(value_sum, kind = 'message_visitor') AS message_visitor_ms FROM (",
        'SELECT account, kind, toInt64(toUnixTimestamp(bucket)) * 1000 AS moment, samples, value_sum',
        'FROM rollup_15m FINAL WHERE kind IN {kinds: Array(String)}',
        'AND bucket >= {whole_from: DateTime64(3)} AND bucket < {whole_to: DateTime64(3)} UNION ALL',
        'SELECT account, kind, toUnixTimestamp64Milli(at) AS moment, 1 AS samples, value AS value_sum',
        'FROM samples FINAL WHERE kind IN {kinds: Array(String)}',
        'AND at >= {from: DateTime64(3)} AND at < {to: DateTime64(3)}',
        'AND NOT (at >= {whole_from: DateTime64(3)} AND at < {whole_to: DateTime64(3)})',
        'AND ((bucket >= {first_quarter: DateTime64(3)} AND bucket < {whole_from: DateTime64(3)})',
        'OR (bucket >= {whole_to: DateTime64(3)} AND bucket < {to: DateTime64(3)})) )',
        'GROUP BY time ORDER BY time',
      ].join(' '),
    );
  });

  it('takes a range of whole quarters of an hour from the roll-ups alone', () => {
    expect(parts(compiled('2026-01-01T10:15:00Z', '2026-01-01T11:45:00Z'))).toEqual({
      first_quarter: '10:15:00.000Z',
      from: '10:15:00.000Z',
      whole_from: '10:15:00.000Z',
      whole_to: '11:45:00.000Z',
      to: '11:45:00.000Z',
    });
  });

  it('takes what is before the first and after the last whole quarter from the samples', () => {
    expect(parts(compiled('2026-01-01T10:07:03.500Z', '2026-01-01T11:52:59.999Z'))).toEqual({
      first_quarter: '10:00:00.000Z',
      from: '10:07:03.500Z',
      whole_from: '10:15:00.000Z',
      whole_to: '11:45:00.000Z',
      to: '11:52:59.999Z',
    });
  });

  it.each([
    ['within one quarter', '10:01:00.000Z', '10:14:59.999Z', '10:00:00.000Z'],
    ['over the edge of two quarters', '10:14:59.999Z', '10:15:00.001Z', '10:00:00.000Z'],
    ['from the edge of a quarter', '10:15:00.000Z', '10:16:00.000Z', '10:15:00.000Z'],
  ])('takes a range %s from the samples alone', (_, from, to, first_quarter) => {
    const query = compiled(`2026-01-01T${from}`, `2026-01-01T${to}`);
    expect(parts(query)).toEqual({ first_quarter, from, whole_from: to, whole_to: to, to });
  });

  it.each(['Asia/Kathmandu', 'Australia/Adelaide', 'America/St_Johns', 'Australia/Lord_Howe'])(
    'uses roll-ups for the days of %s, which begin at quarters of an hour',
    (zone) => {
      const query = compiled('2026-01-01T00:00:00Z', '2026-05-01T00:00:00Z', { granularity: 'DAY', zone });
      expect(parts(query)).toMatchObject({ whole_from: '00:00:00.000Z', whole_to: '00:00:00.000Z' });
      expect(query.parameters['whole_from']).toEqual(new Date('2026-01-01T00:00:00Z'));
    },
  );

  it('uses samples alone where buckets begin within quarters, as in Monrovia until 1972', () => {
    const question = { granularity: 'DAY', zone: 'Africa/Monrovia' } as const;
    const query = compiled('1971-12-01T00:00:00Z', '1971-12-03T00:00:00Z', question);
    expect(query.parameters['starts_0']).toContain(Date.parse('1971-12-02T00:44:30Z'));
    expect(query.parameters).toMatchObject({
      whole_from: new Date('1971-12-03T00:00:00Z'),
      whole_to: new Date('1971-12-03T00:00:00Z'),
      first_quarter: new Date('1971-12-01T00:00:00Z'),
    });
  });

  it('uses roll-ups where only the whole first or last bucket goes beyond the range', () => {
    const question = { granularity: 'DAY', zone: 'Africa/Monrovia' } as const;
    const query = compiled('1971-12-01T02:00:00Z', '1971-12-01T23:00:00Z', question);
    expect(parts(query)).toMatchObject({ whole_from: '02:00:00.000Z', whole_to: '23:00:00.000Z' });
  });

  it('has the starts of the buckets, and not the end of the last', () => {
    const query = compiled('2026-01-01T10:30:00Z', '2026-01-01T12:30:00Z', { granularity: 'HOUR' });
    const starts = ['10', '11', '12'].map((hour) => Date.parse(`2026-01-01T${hour}:00:00Z`));
    expect(query.parameters['starts_0']).toEqual(starts);
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

  it('reads the kinds of samples that its measures need, each once, and no others', () => {
    const measures = ['closures', 'closureSecondsAvg', 'messagesCopilot'];
    const { sql, parameters } = compiled('2026-01-01', '2026-01-02', { measures });
    expect(parameters['kinds']).toEqual(['message_copilot', 'closure']);
    expect(occurrences(sql, 'sumIf(')).toBe(4);
    expect(occurrences(sql, 'AS closure_count')).toBe(1);
    expect(occurrences(sql, 'AS closure_ms')).toBe(1);
  });

  it('asks both roll-ups and samples for some accounts only, whose names are not part of its text', () => {
    const accounts = ["x' OR 1 = 1 --", 'shop'];
    const { sql, parameters } = compiled('2026-01-01', '2026-01-02', { accounts });
    expect(occurrences(sql, 'AND account IN {accounts: Array(String)}')).toBe(2);
    expect(parameters['accounts']).toEqual(accounts);
    expect(sql).not.toMatch(/OR 1 = 1|shop/);
    const all = compiled('2026-01-01', '2026-01-02');
    expect(all.sql).not.toContain('accounts');
    expect(all.parameters).not.toHaveProperty('accounts');
  });

  it('groups and sorts by account when asked to', () => {
    const { sql } = compiled('2026-01-01', '2026-01-02', { groupBy: ['ACCOUNT'] });
    expect(sql).toMatch(/AS time,\s+account,\s+sumIf/);
    expect(sql).toMatch(/GROUP BY time, account\s+ORDER BY time, account$/);
  });
});
