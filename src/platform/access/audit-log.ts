import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { ClickHouse } from '../clickhouse/clickhouse';
import { LOG } from '../logging/logging.module';
import type { Log } from '../logging/log';
import type { Caller } from './caller';

/** What is kept in the audit. */
export type AuditAction =
  | 'texts.read'
  | 'report.exported'
  | 'person.erased'
  | 'operator.pseudonymous'
  | 'person.exported'
  | 'texts.removed'
  | 'events.removed'
  | 'facts.removed'
  | 'made-up.removed'
  | 'token.created'
  | 'token.revoked'
  | 'token.rotated'
  | 'signed.in'
  | 'signed.out'
  | 'annotation.added'
  | 'annotation.changed'
  | 'annotation.removed'
  | 'view.shared'
  | 'share.revoked'
  | 'notification.muted'
  | 'notification.unmuted'
  | 'notification.acknowledged'
  | 'channel.tried';

export interface AuditNote {
  /** Who did it: a caller, or a command by its name. */
  readonly caller: Pick<Caller, 'id' | 'name'> & { readonly kind: Caller['kind'] | 'command' };
  readonly action: AuditAction;
  /** What it was done to, such as `stats.csv` or `token 3f2a`: no personal data, and no secret. */
  readonly object: string;
}

interface Entry extends AuditNote {
  readonly at: Date;
  readonly entry: string;
}

const FLUSH_AFTER_MS = 500;
const RETRY_AFTER_MS = 5_000;
const MAX_AT_ONCE = 500;
/** What waits for a database that is away. */
const MAX_WAITING = 10_000;
const MAX_OBJECT_LETTERS = 500;

/**
 * Who did what, for good. An entry is in the log at once, and in the table `audit` within a second: while ClickHouse
 * cannot be asked, it waits in memory and is written later; what cannot be kept, the log says.
 */
@Injectable()
export class AuditLog implements OnModuleDestroy {
  private waiting: Entry[] = [];
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> | undefined;

  constructor(
    private readonly clickhouse: ClickHouse,
    @Inject(LOG) private readonly log: Log,
  ) {}

  note({ caller, action, object }: AuditNote): void {
    const { kind, id, name } = caller;
    const noted = { action, caller: { kind, id, name }, object: object.slice(0, MAX_OBJECT_LETTERS) };
    this.log.info({ audit: noted }, 'audit');
    if (this.waiting.length >= MAX_WAITING)
      this.log.error({ audit: noted }, 'the table audit lacks this entry: too many wait for ClickHouse');
    else this.waiting.push({ ...noted, at: new Date(), entry: randomUUID() });
    this.writeIn(FLUSH_AFTER_MS);
  }

  /** Resolves when everything noted so far is in the table, or has failed to get there. */
  async flush(): Promise<void> {
    await this.writing;
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.writeAll();
  }

  async onModuleDestroy(): Promise<void> {
    await this.flush();
    clearTimeout(this.timer);
    if (this.waiting.length > 0)
      this.log.error({ entries: this.waiting.length }, 'the table audit lacks entries that the log has');
  }

  private writeIn(ms: number): void {
    if (this.timer !== undefined || this.waiting.length === 0) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.writeAll();
    }, ms).unref();
  }

  private async writeAll(): Promise<void> {
    this.writing ??= this.write().finally(() => {
      this.writing = undefined;
    });
    await this.writing;
  }

  private async write(): Promise<void> {
    try {
      while (this.waiting.length > 0) {
        const some = this.waiting.slice(0, MAX_AT_ONCE);
        await this.clickhouse.command('access/add_audit', {
          ats: some.map(({ at }) => at.getTime()),
          entries: some.map(({ entry }) => entry),
          actions: some.map(({ action }) => action),
          caller_kinds: some.map(({ caller }) => caller.kind),
          caller_ids: some.map(({ caller }) => caller.id),
          caller_names: some.map(({ caller }) => caller.name),
          objects: some.map(({ object }) => object),
        });
        this.waiting = this.waiting.slice(some.length);
      }
    } catch (error) {
      this.log.warn(
        { err: error, waiting: this.waiting.length },
        'the audit could not be written: it is kept',
      );
      this.writeIn(RETRY_AFTER_MS);
    }
  }
}
