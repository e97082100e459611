import { ClickHouse } from '../../src/clickhouse/clickhouse';
import type { CallOptions } from '../../src/clickhouse/clickhouse';
import type { SqlParameters } from '../../src/clickhouse/sql-parameters';
import { TEST_DATABASE } from './temporary-clickhouse';

/**
 * The database as a process has it that is stopped before one of the statements which change what others see (SIGSTOP, or a
 * machine that sleeps): nothing of it goes out until it goes on.
 */
export class StoppedClickHouse extends ClickHouse {
  private statements = 0;
  private gate: Promise<void> = Promise.resolve();
  private open = (): void => undefined;
  private tell: (next: string | undefined) => void = () => undefined;
  /** The name of the statement before which it was stopped. */
  readonly stopped = new Promise<string | undefined>((tell) => (this.tell = tell));

  /** @param stopsBefore 0 for the first of these statements */
  constructor(private readonly stopsBefore: number) {
    super(TEST_DATABASE);
  }

  goOn(): void {
    this.open();
  }

  /** It ended without having been stopped. */
  ended(): void {
    this.tell(undefined);
  }

  override async commandText(
    sql: string,
    parameters: SqlParameters,
    name: string,
    options?: CallOptions,
  ): Promise<void> {
    if (options?.session !== undefined) {
      if (this.statements === this.stopsBefore) {
        this.gate = new Promise((open) => (this.open = open));
        this.tell(name);
      }
      this.statements += 1;
    }
    await this.gate;
    await super.commandText(sql, parameters, name, options);
  }

  override async queryText<Row>(
    sql: string,
    parameters: SqlParameters,
    name: string,
    options?: CallOptions,
  ): Promise<Row[]> {
    await this.gate;
    return super.queryText<Row>(sql, parameters, name, options);
  }
}
