import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { ClickHouseConnection } from '../clickhouse/clickhouse-connection';
import { LOG } from '../logging/logging.module';
import type { Log } from '../logging/log';
import { IntervalJob } from './interval-job';
import type { IntervalJobOptions } from './interval-job';

/**
 * The background work of the service. Jobs are added while the modules are made; they start as soon as the database is
 * ready, are listed in Nest's registry, and end before any module is shut down.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stop = new AbortController();
  /** Aborted when the service stops: whatever goes on in a run has to end soon. */
  readonly stopping = this.stop.signal;
  private readonly withDatabase: IntervalJob[] = [];
  private readonly withoutDatabase: IntervalJob[] = [];

  constructor(
    private readonly registry: SchedulerRegistry,
    private readonly connection: ClickHouseConnection,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Adds a job that needs the database. */
  add(options: IntervalJobOptions): void {
    this.withDatabase.push(new IntervalJob(options, this.stopping, this.log));
  }

  /** Adds a job that runs whether the database is ready or not. */
  addWithoutDatabase(options: IntervalJobOptions): void {
    this.withoutDatabase.push(new IntervalJob(options, this.stopping, this.log));
  }

  onApplicationBootstrap(): void {
    this.start(this.withoutDatabase);
    void this.connection.ready().then(
      () => {
        this.start(this.withDatabase);
      },
      () => undefined, // The connection has said why; there is nothing to work on.
    );
  }

  /** Waits for the runs under way. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await Promise.all([...this.withDatabase, ...this.withoutDatabase].map((job) => this.end(job)));
  }

  private start(jobs: readonly IntervalJob[]): void {
    if (this.stopping.aborted) return;
    for (const job of jobs) this.registry.addInterval(job.name, job.start());
  }

  private async end(job: IntervalJob): Promise<void> {
    if (this.registry.doesExist('interval', job.name)) this.registry.deleteInterval(job.name);
    await job.stop();
  }
}
