import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { keepsRows } from '../backup/frozen-tables';

interface Column {
  readonly name: string;
  readonly type: string;
}

/** A table whose rows are moved. */
export interface MovedTable {
  readonly name: string;
  /** All that are stored. */
  readonly columns: readonly Column[];
  /** An expression: rows of which it is the same are compared and copied together. */
  readonly group: string;
  /** Rows with equal keys are one row, as soon as somebody looks with FINAL. */
  readonly isCollapsing: boolean;
  /** A row that is copied again replaces what was there. */
  readonly isReplacing: boolean;
  /** A condition: ClickHouse deletes such rows by itself, at either place whenever it likes. */
  readonly expired: string | undefined;
}

interface Row {
  readonly name: string;
  readonly engine: string;
  readonly sorting_key: string;
  readonly statement: string;
  readonly columns: readonly Column[];
}

/** Where a few rows belong together, so that there are fewer groups than rows; of other tables, each key is a group. */
const GROUPS: Readonly<Record<string, string>> = {
  deliveries_store: 'segment_id, intDiv(sequence, 256)',
  thread_events: 'account, thread',
  facts: 'account, bucket, thread',
};
const TTL = / TTL (.+?)(?: DELETE)?(?: WHERE (.+?))?(?: SETTINGS .*)?$/s;

/** All tables that are moved: what a backup keeps the rows of. */
export async function movedTables(source: ClickHouse): Promise<MovedTable[]> {
  const rows = await source.query<Row>('move/tables');
  return rows.filter(({ name }) => keepsRows(name)).map(movedTable);
}

/** @param statement that makes the table, as ClickHouse writes it */
export function movedTable({ name, engine, sorting_key: key, statement, columns }: Row): MovedTable {
  const kind = engine.replace('Replicated', '');
  return {
    name,
    columns,
    group: GROUPS[name] ?? key,
    isCollapsing: kind !== 'MergeTree',
    isReplacing: kind === 'ReplacingMergeTree' || kind === 'AggregatingMergeTree',
    expired: expiredOf(statement),
  };
}

function expiredOf(statement: string): string | undefined {
  // Comments of columns stand before it.
  const [, until, where] = TTL.exec(statement.slice(statement.lastIndexOf(') ENGINE = '))) ?? [];
  if (until === undefined) return undefined;
  const isOver = `${until} <= now() + INTERVAL 10 MINUTE`;
  return where === undefined ? isOver : `${isOver} AND (${where})`;
}
