import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { columnsOf, edgesOf, sharesIn, wrongIn } from '../support/example-columns';
import type { NumberRow } from '../support/example-columns';
import { deliveriesOf } from '../support/example-deliveries';
import { ExampleRules } from '../support/example-rules';
import { goldenExamplesIn } from '../support/golden-examples';
import type { ExampleQuestion } from '../support/golden-examples';
import { dataOf, untilRolledUp } from '../support/graphql-client';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { post, signatureOf } from '../support/signalzen-sender';
import { ALL_SELECTION } from '../support/stats-of-reference';

const PAGE = 'docs/metrics-by-example.md';
const SEED = 20_261_101;
const SECRET = 'one-secret-for-all-of-these';
const ASKED = {
  'by day': 'granularity: DAY',
  'by operator': 'granularity: TOTAL, groupBy: [OPERATOR]',
  'in all': 'granularity: TOTAL',
};

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
    const secrets = Object.fromEntries(
      examples.map(({ account }) => [`SIGNALZEN_API_SECRET_${account.toUpperCase()}`, SECRET]),
    );
    const rules = join(dataDir.path, 'analytics.yaml');
    writeFileSync(rules, JSON.stringify(allRules()));
    const environment = { ...secrets, CONFIG_FILE: rules };
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
      const answered = columnsOf(await answerTo(account, question), question, deliveries);
      wrong.push(...question.numbers.flatMap((number) => wrongIn(PAGE, number, answered)));
    }
    expect(wrong).toEqual([]);
  });

  async function answerTo(account: string, question: ExampleQuestion): Promise<NumberRow[]> {
    const { zone, by, clock } = question;
    const edges = edgesOf(question).map((edge) => new Date(edge).toISOString());
    const of = `from: "${edges[0]}", to: "${edges.at(-1)}", filter: { accounts: ["${account}"] }`;
    if (by === 'target') return targetRows(`${account}-${question.target}`, of);
    const range = `${of}, clock: ${clock}`;
    if (by === 'response curve') return [await curveOf(range, question)];
    const query = `{ stats(${range}, timezone: "${zone}", ${ASKED[by]}) { time operator ${ALL_SELECTION} } }`;
    const { stats } = await dataOf<{ stats: NumberRow[] }>(service.url, query);
    if (by === 'by day') expect(stats.map(({ time }) => time)).toEqual(edges.slice(0, -1));
    return stats;
  }

  async function targetRows(name: string, range: string): Promise<NumberRow[]> {
    const query = `{ targets(${range}, targets: ["${name}"]) {
      met breached pending endedEarly lastWords rate rateIfBreached } }`;
    return (await dataOf<{ targets: NumberRow[] }>(service.url, query)).targets;
  }

  async function curveOf(range: string, question: ExampleQuestion): Promise<NumberRow> {
    const query = `{ responseCurve(measure: FIRST_RESPONSE, ${range}) {
      n answered p50Seconds p90Seconds points { seconds answeredShare } } }`;
    const { responseCurve } = await dataOf<{ responseCurve: Curve }>(service.url, query);
    const { points, ...numbers } = responseCurve;
    const shares = [...sharesIn(question)].map(
      ([name, at]) => [name, points.find(({ seconds }) => seconds === at)?.answeredShare ?? null] as const,
    );
    return { ...numbers, ...Object.fromEntries(shares) };
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

type Curve = Readonly<Record<'n' | 'answered' | 'p50Seconds' | 'p90Seconds', number | null>> & {
  readonly points: readonly { readonly seconds: number; readonly answeredShare: number }[];
};

/** The rules of all examples: JSON is YAML. */
function allRules(): object {
  const each = examples.map(({ account, rules }) => new ExampleRules(rules).of(account));
  return {
    schedules: Object.assign({}, ...each.map(({ schedules }) => schedules)) as object,
    accounts: Object.assign({}, ...each.map(({ accounts }) => accounts)) as object,
    targets: Object.assign({}, ...each.map(({ targets }) => targets)) as object,
  };
}

/** Every third delivery comes twice, and none in its place. */
function shuffledWithCopies(bodies: readonly Buffer[]): Buffer[] {
  const all = [...bodies, ...bodies.filter((_, index) => index % 3 === 0)];
  const [shuffled] = fc.sample(fc.shuffledSubarray(all, { minLength: all.length }), {
    numRuns: 1,
    seed: SEED,
  });
  return shuffled ?? [];
}
