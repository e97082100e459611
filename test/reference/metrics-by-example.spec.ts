import { readFileSync } from 'node:fs';
import { columnsOf, edgesOf, sharesIn, wrongIn } from '../support/example-columns';
import type { NumberRow } from '../support/example-columns';
import { deliveriesOf } from '../support/example-deliveries';
import { ExampleRules } from '../support/example-rules';
import { goldenExamplesIn } from '../support/golden-examples';
import type { ExampleQuestion } from '../support/golden-examples';
import { allStatsOf, percentilesOf } from '../support/stats-of-reference';
import { cellsOf } from './cells';
import { fullEpisodesOf } from './full-episodes';
import { historyOf } from './sample-histories';
import { curveAt } from './statistics/intervals';
import { targetOutcomesOf } from './targets';
import type { ReferenceTarget, TargetResult } from './targets';

const PAGE = 'docs/metrics-by-example.md';
/** The page says that everything in it is long past. */
const LONG_AFTER = Date.UTC(2030, 0);

/** What the reference answers to a question, as GraphQL would. */
function rowsOf(
  history: ReturnType<typeof historyOf>,
  question: ExampleQuestion,
  rules: ExampleRules,
): NumberRow[] {
  const edges = edgesOf(question);
  const [from = NaN, to = NaN] = [edges[0], edges.at(-1)];
  if (question.by === 'response curve') return [curveOf(history, question, { from, to })];
  if (question.by === 'target')
    return [targetRowOf(history, rules.target(question.target ?? ''), { from, to })];
  const asked = {
    'by day': { edges, fill: true },
    'by operator': { edges: [from, to], groupBy: ['operator' as const] },
    'in all': { edges: [from, to], fill: true },
  };
  return cellsOf(history, { ...asked[question.by], clock: question.clock, now: LONG_AFTER }).map(
    ({ group, measures }) => ({
      ...(group as { operator?: string }),
      ...allStatsOf(measures),
      ...percentilesOf(measures),
    }),
  );
}

function targetRowOf(
  history: ReturnType<typeof historyOf>,
  target: ReferenceTarget,
  { from, to }: { from: number; to: number },
): NumberRow {
  const outcomes = targetOutcomesOf(history, target).filter(({ at }) => at >= from && at < to);
  const count = (result: TargetResult) => outcomes.filter((outcome) => outcome.result === result).length;
  const [met, breached, endedEarly] = [count('met'), count('breached'), count('endedEarly')];
  return {
    ...{ met, breached, endedEarly, pending: count('pending'), lastWords: count('lastWord') },
    ...{ rate: met / (met + breached), rateIfBreached: met / (met + breached + endedEarly) },
  };
}

/** Of contacts that are all over. */
function curveOf(
  history: ReturnType<typeof historyOf>,
  question: ExampleQuestion,
  { from, to }: { from: number; to: number },
): NumberRow {
  const contacts = fullEpisodesOf(history, LONG_AFTER)
    .filter(({ startedAt = NaN, firstVisitorMessageAt, blockedAt }) => {
      const isEngaged = firstVisitorMessageAt !== undefined && blockedAt === undefined;
      return isEngaged && startedAt >= from && startedAt < to;
    })
    .map(({ firstResponse }) => (firstResponse === undefined ? {} : { answered: firstResponse.seconds }));
  const answered = contacts.flatMap((contact) => contact.answered ?? []).sort((a, b) => a - b);
  const reaching = (share: number) =>
    answered.find((seconds) => curveAt(contacts, seconds).share >= share) ?? null;
  const shares = [...sharesIn(question)].map(
    ([name, seconds]) => [name, curveAt(contacts, seconds).share] as const,
  );
  return {
    ...{ n: contacts.length, answered: answered.length },
    ...{ p50Seconds: reaching(0.5), p90Seconds: reaching(0.9) },
    ...Object.fromEntries(shares),
  };
}

describe(`the numbers of ${PAGE}`, () => {
  const examples = goldenExamplesIn(readFileSync(PAGE, 'utf8'));

  it.each(examples)('are those of the reference: $title', (example) => {
    const deliveries = deliveriesOf(example);
    const received = deliveries.bodies.map((body) => ({ account: 'default', receivedAt: LONG_AFTER, body }));
    const rules = new ExampleRules(example.rules);
    const options = { schedules: { default: rules.schedules }, now: LONG_AFTER };
    const history = historyOf(received, options);
    const wrong = example.questions.flatMap((question) => {
      const columns = columnsOf(rowsOf(history, question, rules), question, deliveries);
      return question.numbers.flatMap((number) => wrongIn(PAGE, number, columns));
    });
    expect(wrong).toEqual([]);
  });
});
