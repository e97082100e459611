import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { ThreadKey } from '../facts/fact-builder';
import { PRESENT } from '../facts/generations';
import { Computing } from '../rollups/computing';
import { ChatsWithoutAttributes, parametersOf, UNTIL_DONE } from './chats-without-attributes';
import type { ChatlessDelivery } from './chatless-deliveries';
import type { ErasableChat } from './erasable-chats';

/** ClickHouse takes 128 KiB for one value: so many numbers, and names as long as an account's may be. */
const DELIVERIES_AT_ONCE = 2_000;
const BYTES_OF_NAMES_AT_ONCE = 100_000;
const CHATS_AT_ONCE = 1_000;
/** Their threads have some hundred letters at most. */
const DELIVERIES_REQUESTED_AT_ONCE = 200;
/** A run that began before an erasure may write what it had read, but not for so long. */
const MAY_BE_WRITTEN_LATE_MS = 3_600_000;
/** Looking for that takes ClickHouse some 50 ms. */
const BETWEEN_LATE_LOOKS_MS = 60_000;

interface RemainingDelivery extends ThreadKey {
  readonly segment_id: string;
  readonly sequence: string;
  readonly message_id: string;
}

interface Requests {
  readonly requests: string;
  readonly recent: string;
}

/**
 * Takes out of what is stored of a chat all that its visitor and others wrote in it, what they are called, and the
 * visitor's attributes. What is counted stays. It cannot be undone.
 *
 * Each step can be repeated, and a delivery is noted as erased last: a stop in between only means that the next turn
 * does it again. Deliveries that come in later, but were received before, are found in the same way.
 */
@Injectable()
export class Erasure {
  private nextLateLookAt = 0;

  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly chats: ChatsWithoutAttributes,
    private readonly computing: Computing,
  ) {}

  /**
   * Notes that deliveries of these chats are to be erased.
   * @param until those received before this, in milliseconds since 1970
   */
  async request(chats: readonly Pick<ErasableChat, 'account' | 'chatId'>[], until: number): Promise<void> {
    for (let first = 0; first < chats.length; first += CHATS_AT_ONCE) {
      const some = chats.slice(first, first + CHATS_AT_ONCE);
      await this.clickhouse.command('erasure/add', {
        accounts: some.map(({ account }) => account),
        chat_ids: some.map(({ chatId }) => chatId),
        until: new Date(until),
      });
    }
  }

  /** Notes that these deliveries are to be erased, of whomever they are. */
  async requestDeliveries(deliveries: readonly ChatlessDelivery[]): Promise<void> {
    for (let first = 0; first < deliveries.length; first += DELIVERIES_REQUESTED_AT_ONCE) {
      const some = deliveries.slice(first, first + DELIVERIES_REQUESTED_AT_ONCE);
      await this.clickhouse.command('erasure/add_deliveries', {
        accounts: some.map(({ account }) => account),
        threads: some.map(({ thread }) => thread),
        segment_ids: some.map(({ segmentId }) => segmentId),
        sequences: some.map(({ sequence }) => sequence),
      });
    }
  }

  /**
   * Has all files cleaned once more that hold deliveries of these chats: some may have come back from a backup. To be
   * called after {@link carryOut}.
   */
  async cleanFilesOf(chats: readonly Pick<ErasableChat, 'account' | 'chatId'>[]): Promise<void> {
    for (let first = 0; first < chats.length; first += CHATS_AT_ONCE) {
      const some = chats.slice(first, first + CHATS_AT_ONCE);
      await this.clickhouse.command('erasure/note_segments_of_chats', {
        accounts: some.map(({ account }) => account),
        threads: some.map(({ chatId }) => `chat/${chatId}`),
      });
    }
  }

  /**
   * Notes the chats that SignalZen said to have destroyed.
   * @param since in deliveries received since then, in milliseconds since 1970
   */
  async requestDestroyed(since: number): Promise<void> {
    await this.clickhouse.command('erasure/add_destroyed', { since: new Date(since) });
  }

  /**
   * Erases what has been requested and is not erased yet.
   * @param signal ends also what is under way: ClickHouse goes on with it, and the next turn looks whether it did
   * @param onProgress is told how many deliveries are erased so far
   * @returns how many
   */
  async carryOut(signal?: AbortSignal, onProgress?: (deliveries: number) => void): Promise<number> {
    const since = new Date(Date.now() - MAY_BE_WRITTEN_LATE_MS);
    const [requests] = await this.clickhouse.query<Requests>('erasure/requests', { since });
    if (requests?.requests === '0') return 0;
    let deliveries = 0;
    while (signal?.aborted !== true) {
      const remaining = await this.clickhouse.query<RemainingDelivery>('erasure/remaining', {
        limit: DELIVERIES_AT_ONCE,
      });
      if (remaining.length === 0) break;
      const portion = portionOf(remaining);
      await this.erase(portion, signal);
      deliveries += portion.length;
      onProgress?.(deliveries);
    }
    if (requests?.recent !== '0' && Date.now() >= this.nextLateLookAt) {
      await this.cleanWhatCameLate(since);
      this.nextLateLookAt = Date.now() + BETWEEN_LATE_LOOKS_MS;
    }
    return deliveries;
  }

  private async erase(remaining: readonly RemainingDelivery[], signal?: AbortSignal): Promise<void> {
    const options = { ...UNTIL_DONE, ...(signal && { signal }) };
    const chats = distinct(remaining);
    // The event of a message whose chat became known stands twice.
    const messages = remaining.filter(({ message_id }) => message_id !== '');
    const threads = distinct([
      ...chats,
      ...messages.map(({ account, message_id }) => ({ account, thread: `message/${message_id}` })),
    ]);
    const deliveries = {
      segment_ids: remaining.map(({ segment_id }) => BigInt(segment_id)),
      sequences: remaining.map(({ sequence }) => BigInt(sequence)),
    };
    const events = { ...deliveries, ...parametersOf(threads) };
    await this.clickhouse.command('erasure/deliveries', deliveries, options);
    await this.clickhouse.command('erasure/note_segments', {
      segment_ids: [...new Set(deliveries.segment_ids)],
    });
    // From here on no event is sorted in that was copied before its delivery was erased.
    await this.computing.inTurn(async (turn) => {
      await turn.command('erasure/thread_events', events, options);
      await this.chats.compute(turn, chats);
    }, signal);
    await this.chats.cleanFormer(chats, options);
    await this.clickhouse.command('erasure/finish', events, options);
  }

  private async cleanWhatCameLate(since: Date): Promise<void> {
    const chats = await this.clickhouse.query<ThreadKey>('erasure/chats_with_former_attributes', {
      ...PRESENT,
      since,
      limit: CHATS_AT_ONCE,
    });
    if (chats.length > 0) await this.chats.cleanFormer(chats);
  }
}

function portionOf(remaining: readonly RemainingDelivery[]): RemainingDelivery[] {
  let bytes = 0;
  return remaining.filter(({ account, thread, message_id }, index) => {
    bytes += 2 * Buffer.byteLength(account) + Buffer.byteLength(thread + message_id) + 20;
    return index === 0 || bytes <= BYTES_OF_NAMES_AT_ONCE;
  });
}

function distinct(threads: readonly ThreadKey[]): ThreadKey[] {
  const known = new Map(
    threads.map(({ account, thread }) => [JSON.stringify([account, thread]), { account, thread }]),
  );
  return [...known.values()];
}
