import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { Jobs } from '../../platform/jobs/jobs';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { RefusalLosses } from '../../receive/webhook/refusal-losses';
import { Spool } from '../../receive/spool/spool';
import { OwnIdentity } from './own-identity';

const EVERY_MS = 10_000;
const LAST_ONE_MS = 2_000;

/**
 * Tells the others on the database, every ten seconds, that this receiver runs, how much of what it accepted is not
 * stored yet, and when it last refused anything. It finds out as well when another process runs under its identity, on
 * a copy of its data directory.
 */
@Injectable()
export class ReceiverReports implements BeforeApplicationShutdown {
  private readonly start = randomUUID();
  /** By the clock of ClickHouse. */
  private startedAt: Date | undefined;
  private announcing: Promise<void> | undefined;

  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly spool: Spool,
    private readonly identity: OwnIdentity,
    @Inject(RefusalLosses) private readonly losses: Pick<RefusalLosses, 'current'>,
    private readonly jobs: Jobs,
    @Inject(LOG) private readonly log: Log,
  ) {
    jobs.add({
      name: 'reportReceiver',
      everyMs: EVERY_MS,
      run: () => this.pass(),
      failure: 'this receiver could not report how it is; it goes on all the same',
    });
  }

  /**
   * Sees to it that the others know of this receiver: before it stores anything, so that they know how many have.
   * @throws ClickHouseError; the system's error
   */
  announce(): Promise<void> {
    this.announcing ??= this.report(false).catch((error: unknown) => {
      this.announcing = undefined;
      throw error;
    });
    return this.announcing;
  }

  /** The last report, once nothing is accepted or drained any more. Never rejects. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.startedAt === undefined) return;
    await this.jobs.beforeApplicationShutdown();
    await this.report(true).catch((error: unknown) => {
      this.log.warn({ err: error }, 'this receiver could not report that it stops');
    });
  }

  private async pass(): Promise<void> {
    await this.announce();
    await this.report(false);
    await this.lookForTwin();
  }

  private async report(isStopped: boolean): Promise<void> {
    const { receiver, host, dataDir } = await this.identity.get();
    const { pendingRecords, waitingRecords, oldestPendingReceivedAt = 0 } = this.spool.stats();
    const { lastRefusedAt } = this.losses.current;
    this.startedAt ??= await this.now();
    await this.clickhouse.command(
      'receivers/report',
      {
        ...{ receiver, start: this.start, host, data_dir: dataDir },
        started_at: this.startedAt,
        clock_at: new Date(),
        waiting: pendingRecords + waitingRecords,
        oldest_at: new Date(oldestPendingReceivedAt),
        refused_ms_ago: lastRefusedAt === null ? null : Math.max(0, Date.now() - lastRefusedAt),
        is_stopped: isStopped,
      },
      isStopped ? { timeoutMs: LAST_ONE_MS } : {},
    );
  }

  /** A directory that was copied has the identity of the other: what both tell of their files would get mixed up. */
  private async lookForTwin(): Promise<void> {
    const { receiver } = await this.identity.get();
    const [twin] = await this.clickhouse.query<{ host: string; data_dir: string }>('receivers/beside', {
      ...{ receiver, start: this.start },
      started_at: this.startedAt ?? null,
    });
    if (twin === undefined) return;
    const { receiver: other } = await this.identity.renew();
    await this.report(false);
    this.log.error(
      { host: twin.host, dataDir: twin.data_dir, receiver: other },
      'This data directory is a copy of one that another receiver works with. From here on this is a receiver of its ' +
        'own; what is in both directories is stored once. If one of the two is not meant to run, stop it.',
    );
  }

  private async now(): Promise<Date> {
    const [row] = await this.clickhouse.query<{ now: string }>('cleaning/now');
    if (row === undefined) throw new Error('cleaning/now answered with no row');
    return new Date(row.now);
  }
}
