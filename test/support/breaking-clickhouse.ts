import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import type { CallOptions } from '../../src/platform/clickhouse/clickhouse';
import type { SqlParameters } from '../../src/platform/clickhouse/sql-parameters';
import { TEST_DATABASE } from './temporary-clickhouse';

/** Ends like a process that is killed: from some statement on nothing is written any more. */
export class BreakingClickHouse extends ClickHouse {
  private isBroken = false;
  private statements = 0;

  /** @param breaksBefore told how many statements went through, and what the next one is called */
  constructor(private readonly breaksBefore: (statements: number, next: string) => boolean) {
    super(TEST_DATABASE);
  }

  override async commandText(
    sql: string,
    parameters: SqlParameters,
    name: string,
    options?: CallOptions,
  ): Promise<void> {
    this.isBroken ||= this.breaksBefore(this.statements, name);
    if (this.isBroken) throw new Error(`broken off before ${name}`);
    this.statements += 1;
    await super.commandText(sql, parameters, name, options);
  }
}
