import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';

/** The embedded server looks every two seconds for what it may delete, unless a query still reads it. */
const GIVE_UP_AFTER_MS = 30_000;
const BETWEEN_LOOKS_MS = 250;

/** The parts of tables that others have replaced, such as those that an erasure has rewritten. */
@Injectable()
export class ReplacedParts {
  constructor(
    private readonly clickhouse: ClickHouse,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /**
   * Waits until those that were replaced so far are gone from the disk of the embedded server. One of your own is not
   * waited for: it takes its time.
   * @returns by table how many are left
   */
  async untilGone(): Promise<ReadonlyMap<string, number>> {
    const [time] = await this.clickhouse.query<{ now: string }>('cleaning/now');
    const until = Math.ceil(Date.parse(time?.now ?? '') / 1000);
    const waitsMs = this.settings.clickhouse.url === undefined ? GIVE_UP_AFTER_MS : 0;
    for (const end = performance.now() + waitsMs; ;) {
      const left = await this.left(until);
      if (left.size === 0 || performance.now() >= end) return left;
      await sleep(BETWEEN_LOOKS_MS);
    }
  }

  private async left(until: number): Promise<Map<string, number>> {
    const rows = await this.clickhouse.query<{ table: string; parts: string }>('erasure/replaced_parts', {
      until,
    });
    return new Map(rows.map(({ table, parts }) => [table, Number(parts)]));
  }
}
