import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import type { CallOptions } from '../../src/platform/clickhouse/clickhouse';
import type { SqlName } from '../../src/platform/clickhouse/sql-files';
import type { SqlParameters } from '../../src/platform/clickhouse/sql-parameters';
import { TEST_DATABASE } from './temporary-clickhouse';

/**
 * Before one of the statements that others could be in the way of, or after one of all: those of notes do not count.
 */
export type StoppingPlace = 'before what is fenced' | 'after any';

/**
 * The database as a process has it that is stopped (SIGSTOP, or a machine that sleeps) at one of its statements:
 * nothing more goes out, and it hears of nothing, until it goes on.
 */
export class StoppedClickHouse extends ClickHouse {
  private statements = 0;
  private gate: Promise<void> = Promise.resolve();
  private open = (): void => undefined;
  private tell: (next: string | undefined) => void = () => undefined;
  /** The name of the statement at which it was stopped. */
  readonly stopped = new Promise<string | undefined>((tell) => (this.tell = tell));

  /** @param stopsAt 0 for the first statement, or the name of one */
  constructor(
    private readonly where: StoppingPlace,
    private readonly stopsAt: number | SqlName,
  ) {
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
    if (this.where === 'before what is fenced' && options?.session !== undefined) this.stopIfDue(name);
    await this.gate;
    await super.commandText(sql, parameters, name, options);
    if (this.where === 'after any' && !name.startsWith('facts/drop_')) this.stopIfDue(name);
    await this.gate;
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

  private stopIfDue(name: string): void {
    if (this.stopsAt === this.statements || this.stopsAt === name) {
      this.gate = new Promise((open) => (this.open = open));
      this.tell(name);
    }
    this.statements += 1;
  }
}
