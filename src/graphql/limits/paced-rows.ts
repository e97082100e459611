import { giveWay, isTimeToGiveWay } from '../../pace/give-way';

/** So few that to complete them takes no time. */
const ROWS_AT_A_STRETCH = 25;

/**
 * The same rows, each there when its turn comes: GraphQL completes a list in one go, field by field, unless it has to
 * wait for its items. Few rows are left as they are.
 * @param count how many there are
 */
export function pacedRows<Row>(rows: Iterable<Row>, count: number): readonly (Row | Promise<Row>)[] {
  if (count <= ROWS_AT_A_STRETCH) return [...rows];
  const iterator = rows[Symbol.iterator]();
  const next = (): Row => iterator.next().value as Row;
  let turn: Promise<void> = Promise.resolve();
  return Array.from({ length: count }, (_, index) => {
    if (index % ROWS_AT_A_STRETCH === 0) turn = turn.then(ownTurn);
    return turn.then(next);
  });
}

async function ownTurn(): Promise<void> {
  if (isTimeToGiveWay()) await giveWay();
}
