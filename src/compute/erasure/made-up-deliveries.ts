import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { SqlName } from '../../platform/clickhouse/sql-files';
import { MADE_UP_MARK } from '../../platform/events/made-up';
import { UsedSettings } from '../facts/used-settings';
import { Rebuild } from '../rollups/rebuild';
import type { RebuildProgress } from '../rollups/rebuild';
import { RollUp } from '../rollups/roll-up';
import { UNTIL_DONE } from './chats-without-attributes';

/** What was made up in an account. */
export interface MadeUp {
  readonly account: string;
  readonly deliveries: number;
  readonly threads: number;
}

const MARK = { mark: MADE_UP_MARK };
/** What was read in deliveries, and noted. */
const NOTES: readonly SqlName[] = [
  'made-up/thread_events',
  'made-up/message_chats',
  'made-up/operators',
  'made-up/received_blocks',
  'made-up/chat_coverage',
  'made-up/chat_reads',
  'made-up/dated_before',
];

/**
 * Finds and removes what the simulator has made up, which says so in each body: deliveries, events and numbers. What is
 * real is computed again without it.
 */
@Injectable()
export class MadeUpDeliveries {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly used: UsedSettings,
    private readonly rebuild: Rebuild,
    private readonly rollUp: RollUp,
  ) {}

  async find(): Promise<MadeUp[]> {
    const rows = await this.clickhouse.query<Record<'account' | 'deliveries' | 'threads', string>>(
      'made-up/found',
      MARK,
      UNTIL_DONE,
    );
    return rows.map(({ account, deliveries, threads }) => ({
      ...{ account, deliveries: Number(deliveries), threads: Number(threads) },
    }));
  }

  /** Of spools, that hold any of it. */
  async segments(): Promise<ReadonlySet<bigint>> {
    const rows = await this.clickhouse.query<{ segment_id: string }>('made-up/segments', MARK, UNTIL_DONE);
    return new Set(rows.map(({ segment_id }) => BigInt(segment_id)));
  }

  /**
   * Nobody may store or compute anything meanwhile. Broken off, it is found and done again: the deliveries, by which
   * all else is found, go after the numbers.
   */
  async forget(signal: AbortSignal, onProgress: (progress: RebuildProgress) => void): Promise<void> {
    for (const note of NOTES) {
      signal.throwIfAborted();
      await this.clickhouse.command(note, MARK, UNTIL_DONE);
    }
    // By the rules that all numbers have: what shall change besides is the service's to do.
    const shaping = (await this.used.ofNumbers()) ?? this.used.wanted;
    await this.rebuild.all(shaping, { signal, onProgress });
    await this.clickhouse.command('made-up/list_all', MARK, UNTIL_DONE);
    await this.clickhouse.command('made-up/deliveries', MARK, UNTIL_DONE);
    await this.rollUp.rollUpPending(signal);
  }
}
