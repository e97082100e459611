import { giveWay, isTimeToGiveWay } from '../../../platform/jobs/give-way';

/** So few that to complete them takes no time: rows, and values of rows that have many. */
const ROWS_AT_A_STRETCH = 25;
const VALUES_AT_A_STRETCH = 1_000;

/**
 * The same rows, each there when its turn comes: GraphQL completes a list in one go, field by field, unless it has to
 * wait for its items. Few rows are left as they are.
 * @param count how many there are
 * @param fields how many values each has in the answer
 */
export function pacedRows<Row>(
  rows: Iterable<Row>,
  count: number,
  fields = 1,
): readonly (Row | Promise<Row>)[] {
  const stretch = Math.max(1, Math.min(ROWS_AT_A_STRETCH, Math.floor(VALUES_AT_A_STRETCH / fields)));
  if (count <= stretch) return [...rows];
  const iterator = rows[Symbol.iterator]();
  const next = (): Row => iterator.next().value as Row;
  let turn: Promise<void> = Promise.resolve();
  return Array.from({ length: count }, (_, index) => {
    if (index % stretch === 0) turn = turn.then(ownTurn);
    return turn.then(next);
  });
}

async function ownTurn(): Promise<void> {
  if (isTimeToGiveWay()) await giveWay();
}
