import type { ResultSet } from '@clickhouse/client';
import { giveWay, isTimeToGiveWay } from '../jobs/give-way';

/** All rows of an answer. A large one comes faster than others would have their turn between its rows. */
export async function allRows<Row>(answer: ResultSet<'JSONEachRow'>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const rows of answer.stream<Row>()) {
    for (const row of rows) {
      if (isTimeToGiveWay()) await giveWay();
      all.push(row.json());
    }
  }
  return all;
}
