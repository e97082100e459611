import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';

/** What a query still reads is deleted when that has ended. */
const GIVE_UP_AFTER_MS = 30_000;
const BETWEEN_LOOKS_MS = 250;

/** The parts of tables that others have replaced, such as those that an erasure has rewritten. */
@Injectable()
export class ReplacedParts {
  constructor(private readonly clickhouse: ClickHouse) {}

  /** From how many disks they go: as many as a cluster has nodes. */
  async servers(): Promise<number> {
    return (await this.clickhouse.everyNode()).size;
  }

  /**
   * Has the server delete those that were replaced so far, and waits until they are gone from its disk. One of your own
   * that does not let itself be told so is not waited for: it takes its time.
   * @returns by table how many are left
   */
  async untilGone(): Promise<ReadonlyMap<string, number>> {
    const [time] = await this.clickhouse.query<{ now: string }>('cleaning/now');
    const until = Math.ceil(Date.parse(time?.now ?? '') / 1000);
    const end = performance.now() + GIVE_UP_AFTER_MS;
    for (;;) {
      const left = await this.left(until);
      if (left.size === 0 || performance.now() >= end) return left;
      for (const table of left.keys()) if (!(await this.isDeletingFrom(table))) return left;
      await sleep(BETWEEN_LOOKS_MS);
    }
  }

  /** A server looks by itself only now and then for what it may delete. To tell it to go on has it look at once. */
  private async isDeletingFrom(table: string): Promise<boolean> {
    try {
      for (const server of (await this.clickhouse.everyNode()).values())
        await server.command('erasure/delete_replaced_parts', { table });
      return true;
    } catch (error) {
      if (error instanceof ClickHouseError && error.code === 'CLICKHOUSE_REFUSED') return false;
      throw error;
    }
  }

  private async left(until: number): Promise<Map<string, number>> {
    const left = new Map<string, number>();
    for (const server of (await this.clickhouse.everyNode()).values()) {
      const asked = { until };
      const rows = await server.query<{ table: string; parts: string }>('erasure/replaced_parts', asked);
      for (const { table, parts } of rows) left.set(table, (left.get(table) ?? 0) + Number(parts));
    }
    return left;
  }
}
