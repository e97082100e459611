import type { SchedulerRegistry } from '@nestjs/schedule';
import type { ClickHouseConnection } from '../clickhouse/clickhouse-connection';
import { Turns } from './turns';

/**
 * Work of a job that comes at regular turns, the first as soon as the database is ready, until the service stops. It never
 * overlaps itself; what takes longer than a turn is followed by the next at once.
 */
export class RegularTurns {
  private readonly stop = new AbortController();
  private readonly turns: Turns;
  /** Aborted when the service stops. */
  readonly signal = this.stop.signal;

  /**
   * @param name of the interval in the registry
   * @param work never rejects
   */
  constructor(
    private readonly schedule: SchedulerRegistry,
    private readonly name: string,
    work: () => Promise<void>,
  ) {
    this.turns = new Turns(work);
  }

  begin(connection: ClickHouseConnection, everyMs: number): void {
    void connection.ready().then(
      () => {
        if (this.signal.aborted) return;
        const timer = setInterval(() => {
          this.turns.take();
        }, everyMs);
        this.schedule.addInterval(this.name, timer);
        this.turns.take();
      },
      () => undefined, // The connection has said why; there is nothing to do.
    );
  }

  /** Resolves when the work under way has ended: `signal` tells it to. */
  async end(): Promise<void> {
    this.stop.abort();
    if (this.schedule.doesExist('interval', this.name)) this.schedule.deleteInterval(this.name);
    await this.turns.end();
  }
}
