import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { CallOptions } from '../../platform/clickhouse/clickhouse';

/** What a search of tables has found. */
export interface TableSearch {
  readonly tables: number;
  readonly columns: number;
  readonly found: readonly { readonly column: string; readonly rows: number }[];
  /** Parts that no query reads. */
  readonly unsearchable: readonly string[];
}

/** What people are called belongs into no log, not even into that of the database. */
const UNLOGGED: CallOptions = { timeoutMs: 3_600_000, settings: { log_queries: 0 } };

/** Looks for words in every column of every table that holds texts. */
@Injectable()
export class WordsInTables {
  constructor(private readonly clickhouse: ClickHouse) {}

  /** @param words in all their spellings */
  async search(words: readonly string[]): Promise<TableSearch> {
    const all = { tables: 0, columns: 0, found: [] as TableSearch['found'], unsearchable: [] as string[] };
    for (const [name, server] of await this.clickhouse.everyNode()) {
      const { tables, columns, found, unsearchable } = await this.searchOn(server, words);
      const at = name === '' ? '' : `${name}: `;
      all.tables += tables;
      all.columns += columns;
      all.found = [...all.found, ...found.map(({ column, rows }) => ({ column: at + column, rows }))];
      all.unsearchable.push(...unsearchable.map((one) => at + one));
    }
    return all;
  }

  private async searchOn(server: ClickHouse, words: readonly string[]): Promise<TableSearch> {
    const tables = await server.query<{ database: string; table: string; columns: string[] }>(
      'erasure/text_columns',
    );
    const found: { column: string; rows: number }[] = [];
    for (const { database, table, columns } of tables) {
      for (const column of columns) {
        const parameters = { database, table, column, words };
        const [row] = await server.query<{ rows: string }>('erasure/rows_with_words', parameters, UNLOGGED);
        if (row?.rows !== '0')
          found.push({ column: `${database}.${table}.${column}`, rows: Number(row?.rows) });
      }
    }
    const columns = tables.reduce((sum, table) => sum + table.columns.length, 0);
    return { tables: tables.length, columns, found, unsearchable: await unsearchable(server) };
  }
}

async function unsearchable(server: ClickHouse): Promise<string[]> {
  const rows = await server.query<{ table: string; parts: string }>('erasure/detached_parts');
  return rows.map(({ table, parts }) => `${parts} detached parts of ${table}`);
}
