import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { ClickHouse } from '../clickhouse/clickhouse';
import { LOG } from '../logging/logging.module';
import type { Log } from '../logging/log';
import type { Grant } from './grant';

/** A use is noted at most so often by each process. */
const EVERY_MS = 60_000;

/** Notes when grants are used, to the minute: nobody waits for that, and where it fails, nothing is lost but a note. */
@Injectable()
export class GrantUses implements OnModuleDestroy {
  private readonly notedAt = new Map<string, number>();
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly clickhouse: ClickHouse,
    @Inject(LOG) private readonly log: Log,
  ) {}

  note({ kind, id }: Pick<Grant, 'kind' | 'id'>): void {
    const now = performance.now();
    const key = `${kind}/${id}`;
    const notedAt = this.notedAt.get(key);
    if (notedAt !== undefined && now - notedAt < EVERY_MS) return;
    this.notedAt.set(key, now);
    const writing = this.clickhouse
      .command('access/note_use', { kind, id })
      .catch((error: unknown) => {
        this.notedAt.delete(key);
        this.log.debug({ err: error, grant: id }, 'the use of a token could not be noted');
      })
      .finally(() => this.underWay.delete(writing));
    this.underWay.add(writing);
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.underWay);
  }
}
