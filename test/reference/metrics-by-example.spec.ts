import { readFileSync } from 'node:fs';
import { columnsOf, edgesOf, wrongIn } from '../support/example-columns';
import type { NumberRow } from '../support/example-columns';
import { deliveriesOf } from '../support/example-deliveries';
import { goldenExamplesIn } from '../support/golden-examples';
import type { ExampleQuestion } from '../support/golden-examples';
import { allStatsOf, percentilesOf } from '../support/stats-of-reference';
import { cellsOf } from './cells';
import { historyOf } from './sample-histories';

const PAGE = 'docs/metrics-by-example.md';
/** The page says that everything in it is long past. */
const LONG_AFTER = Date.UTC(2030, 0);

/** What the reference answers to a question, as GraphQL would. */
function rowsOf(history: ReturnType<typeof historyOf>, question: ExampleQuestion): NumberRow[] {
  const edges = edgesOf(question);
  const [from = NaN, to = NaN] = [edges[0], edges.at(-1)];
  const asked = {
    'by day': { edges, fill: true },
    'by operator': { edges: [from, to], groupBy: ['operator' as const] },
    'in all': { edges: [from, to], fill: true },
  };
  return cellsOf(history, { ...asked[question.by], now: LONG_AFTER }).map(({ group, measures }) => ({
    ...(group as { operator?: string }),
    ...allStatsOf(measures),
    ...percentilesOf(measures),
  }));
}

describe(`the numbers of ${PAGE}`, () => {
  const examples = goldenExamplesIn(readFileSync(PAGE, 'utf8'));

  it.each(examples)('are those of the reference: $title', (example) => {
    const deliveries = deliveriesOf(example);
    const received = deliveries.bodies.map((body) => ({ account: 'default', receivedAt: LONG_AFTER, body }));
    const history = historyOf(received);
    const wrong = example.questions.flatMap((question) => {
      const columns = columnsOf(rowsOf(history, question), question, deliveries);
      return question.numbers.flatMap((number) => wrongIn(PAGE, number, columns));
    });
    expect(wrong).toEqual([]);
  });
});
