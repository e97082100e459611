import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { spellingsOf } from './spellings';

/** A delivery of which nobody knows the chat. */
export interface ChatlessDelivery {
  readonly account: string;
  readonly thread: string;
  readonly segmentId: bigint;
  readonly sequence: bigint;
  /** Empty where the body names none. */
  readonly eventType: string;
  readonly receivedAt: Date;
}

interface Row {
  readonly account: string;
  readonly thread: string;
  readonly segment_id: string;
  readonly sequence: string;
  readonly event_type: string;
  readonly received_at: string;
}

interface Search {
  /** `undefined`: of every account. */
  readonly account: string | undefined;
  readonly words: readonly string[];
  /** Received before this, in milliseconds since 1970. */
  readonly until: number;
}

const LOOKING_THROUGH_BODIES_MS = 3_600_000;
/** ClickHouse searches for 255 at once. */
const WORDS_AT_ONCE = 200;

/** Finds deliveries without a chat by what stands in them: unknown types, broken JSON, plain text, some messages. */
@Injectable()
export class ChatlessDeliveries {
  constructor(private readonly clickhouse: ClickHouse) {}

  /** @returns those that are not erased yet, each once, in the order of receipt of the words that led to them */
  async find({ account, words, until }: Search): Promise<ChatlessDelivery[]> {
    const spellings = [...new Set(words.flatMap(spellingsOf))];
    const found = new Map<string, ChatlessDelivery>();
    for (let first = 0; first < spellings.length; first += WORDS_AT_ONCE) {
      const rows = await this.clickhouse.query<Row>(
        'erasure/deliveries_with_words',
        {
          accounts: account === undefined ? [] : [account],
          until: new Date(until),
          words: spellings.slice(first, first + WORDS_AT_ONCE),
        },
        // What people are called belongs into no log, not even into that of the database.
        { timeoutMs: LOOKING_THROUGH_BODIES_MS, settings: { log_queries: 0 } },
      );
      for (const row of rows) found.set(`${row.segment_id}-${row.sequence}`, deliveryOf(row));
    }
    return [...found.values()];
  }
}

function deliveryOf(row: Row): ChatlessDelivery {
  return {
    account: row.account,
    thread: row.thread,
    segmentId: BigInt(row.segment_id),
    sequence: BigInt(row.sequence),
    eventType: row.event_type,
    receivedAt: new Date(row.received_at),
  };
}
