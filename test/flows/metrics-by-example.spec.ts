import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { deliveriesOf } from '../support/example-deliveries';
import type { ExampleDeliveries } from '../support/example-deliveries';
import { goldenExamplesIn, OTHER_DAYS } from '../support/golden-examples';
import type { ExampleQuestion, ExpectedNumber } from '../support/golden-examples';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { localDayEdges } from '../support/local-days';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { post, signatureOf } from '../support/signalzen-sender';
import { ALL_COUNTED, ALL_SELECTION } from '../support/stats-of-reference';
import { dayLabel, noonOf } from '../support/wall-clock';

const PAGE = 'docs/metrics-by-example.md';
const SEED = 20_261_101;
const SECRET = 'one-secret-for-all-of-these';
const ASKED = {
  'by day': 'granularity: DAY',
  'by operator': 'granularity: TOTAL, groupBy: [OPERATOR]',
  'in all': 'granularity: TOTAL',
};

type Row = Readonly<Record<string, string | number | null>>;

/** What was answered, by the heading of the column that it belongs in. */
type Columns = readonly (readonly [column: string, row: Row])[];

const examples = goldenExamplesIn(readFileSync(PAGE, 'utf8')).map((example, index) => ({
  ...example,
  account: `example${index + 1}`,
  deliveries: deliveriesOf(example),
}));

describe(PAGE, () => {
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    const environment = Object.fromEntries(
      examples.map(({ account }) => [`SIGNALZEN_API_SECRET_${account.toUpperCase()}`, SECRET]),
    );
    service = await RunningService.start({ dataDir: dataDir.path, environment });
    for (const { account, deliveries } of examples)
      for (const body of shuffledWithCopies(deliveries.bodies)) {
        const headers = { 'x-signalzen-signature': signatureOf(body, SECRET) };
        const { status } = await post(`${service.url}/webhooks/signalzen/${account}`, body, headers);
        expect(status).toBe(200);
      }
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  it('has examples', () => {
    expect(examples.length).toBeGreaterThanOrEqual(11);
  });

  it.each(examples)('$title', async ({ account, happenings, questions, deliveries }) => {
    expect(happenings).not.toEqual([]);
    expect(questions).not.toEqual([]);
    const wrong: string[] = [];
    for (const question of questions) {
      expect(question.numbers).not.toEqual([]);
      const answered = await columnsOf(account, question, deliveries);
      wrong.push(...question.numbers.flatMap((number) => wrongIn(number, answered)));
    }
    expect(wrong).toEqual([]);
  });

  async function columnsOf(
    account: string,
    { zone, by, dates, numbers }: ExampleQuestion,
    { operators }: ExampleDeliveries,
  ): Promise<Columns> {
    const [first = 0, last = 0] = [dates[0], dates.at(-1)].map((date) => noonOf(date ?? NaN, zone));
    const edges = localDayEdges(first, last, zone).map((edge) => new Date(edge).toISOString());
    const query = `{ stats(from: "${edges[0]}", to: "${edges.at(-1)}", timezone: "${zone}", ${ASKED[by]},
      filter: { accounts: ["${account}"] }) { time operator ${ALL_SELECTION} } }`;
    const { stats } = await dataOf<{ stats: Row[] }>(service.url, query);
    if (by === 'in all') return stats.map((row) => [by, row]);
    const shown = new Set(numbers.map(({ column }) => column));
    if (by === 'by operator') return columnsByOperator(stats, shown, new Map([...operators, ['', 'nobody']]));
    expect(stats.map(({ time }) => time)).toEqual(edges.slice(0, -1));
    return stats.map((row, index) => {
      const label = dayLabel(dates[index] ?? NaN);
      const end = stats[index + 1]?.['time'] ?? edges.at(-1);
      const length = (Date.parse(String(end)) - Date.parse(String(row['time']))) / 1000;
      return [shown.has(label) ? label : OTHER_DAYS, { ...row, 'length of the day': length }];
    });
  }
});

describe('an error in an example', () => {
  const page = (when: string, what: string, measure: string, value: string) =>
    goldenExamplesIn(`# Examples
## 1. One
Zone Europe/Vilnius, by day, Sun 29 Mar 2026 to Sun 29 Mar 2026
| when | what |
|---|---|
| ${when} | ${what} |

| measure | Sun 29 Mar |
|---|---|
| ${measure} | ${value} |
`).map(deliveriesOf);
  const WHEN = 'Sun 29 Mar 2026 09:00';

  const wrong: [what: string, line: string, cells: Parameters<typeof page>][] = [
    ['a wrong weekday', 'line 6: ', ['Mon 29 Mar 2026 09:00', 'the visitor writes', 'ratings', '0']],
    ['an hour that is left out', 'line 6: ', ['Sun 29 Mar 2026 03:30', 'a rule writes', 'ratings', '0']],
    ['an unknown phrase', 'line 6: ', [WHEN, 'the visitor sings', 'ratings', '0']],
    ['a count where a duration belongs', 'line 10: ', [WHEN, 'a rule writes', 'replySecondsAvg', '3']],
    ['a value too many', 'line 10: ', [WHEN, 'a rule writes', 'ratings', '3 | 4']],
  ];

  it.each(wrong)('names the line of %s', (_, line, cells) => {
    expect(() => page(...cells)).toThrow(new RegExp(`^${line}`));
  });
});

/** Every third delivery comes twice, and none in its place. */
function shuffledWithCopies(bodies: readonly Buffer[]): Buffer[] {
  const all = [...bodies, ...bodies.filter((_, index) => index % 3 === 0)];
  const [shuffled] = fc.sample(fc.shuffledSubarray(all, { minLength: all.length }), {
    numRuns: 1,
    seed: SEED,
  });
  return shuffled ?? [];
}

/** An operator who has nothing has no row: that is 0 of everything, and no value. Nobody else has one. */
function columnsByOperator(
  stats: readonly Row[],
  shown: ReadonlySet<string>,
  names: ReadonlyMap<string, string>,
): Columns {
  const counted = new Set<string>(ALL_COUNTED);
  const nothing = Object.fromEntries(
    ALL_SELECTION.split(' ').map((name) => [name, counted.has(name) ? 0 : null]),
  );
  const answered = stats.map((row) => [names.get(String(row['operator'])) ?? 'unknown', row] as const);
  expect([...shown]).toEqual(expect.arrayContaining(answered.map(([name]) => name)));
  const all = new Map([...[...names.values()].map((name) => [name, nothing] as const), ...answered]);
  return [...all];
}

/** What is wrong about a number, if anything is, with the line in which it stands. */
function wrongIn({ line, measure, column, value }: ExpectedNumber, answered: Columns): string[] {
  const rows = answered.filter(([name]) => name === column).map(([, row]) => row);
  if (rows.length === 0) return [`${PAGE}:${line}: nothing was answered for ${column}`];
  if (rows.some((row) => row[measure] === undefined)) return [`${PAGE}:${line}: there is no ${measure}`];
  return rows
    .map((row) => row[measure])
    .filter((answer) => !isSame(measure, value, answer))
    .map((answer) => `${PAGE}:${line}: ${measure} of ${column} is ${answer}, not ${value}`);
}

/** Counts exactly, averages to the millisecond, percentiles within 1 %. */
function isSame(measure: string, expected: number | null, answered: unknown): boolean {
  if (typeof answered !== 'number' || expected === null) return answered === expected;
  if (/P\d\d$/.test(measure)) return Math.abs(answered - expected) <= expected / 100;
  return Math.abs(answered - expected) < (measure.includes('Seconds') ? 0.0005 : 1e-9);
}
