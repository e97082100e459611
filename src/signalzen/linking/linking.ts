import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ChatTransfer } from '../chats/chat-transfer';
import type { TransferredChats } from '../chats/chat-transfer';

/** What one look for the chats of unlinked messages came to. */
export interface LinkingResult {
  /** Messages whose chat was looked for. */
  readonly sought: number;
  readonly chatsRead: number;
  readonly linked: number;
  /** Messages that are in none of the chats they may be of; looked for again later. */
  readonly notFound: number;
  /** There are more chats that they may be of. */
  readonly isMore: boolean;
}

interface UnlinkedMessage {
  readonly message_id: string;
  readonly at: string;
  readonly received_at: string;
  readonly attempts: number;
}

const NOTHING_SOUGHT: LinkingResult = { sought: 0, chatsRead: 0, linked: 0, notFound: 0, isMore: false };
const MAX_MESSAGES = 500;
/** How far before a message its chat may have been silent: by how often it was looked for without success. */
const DAYS_BEFORE = [1, 7, 60, 400];
const MINUTE = 60;
/** Seconds until a message is looked for again. The last one repeats. */
const WAITS = [MINUTE, 10 * MINUTE, 120 * MINUTE, 720 * MINUTE, 1_440 * MINUTE, 10_080 * MINUTE];

/**
 * Finds the chats of operator messages that came without one. A message list is all that ties them together: so
 * chats that were active before such a message, and were not read since it came in, are read, the one that was
 * active last first.
 */
@Injectable()
export class Linking {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly transfer: ChatTransfer,
  ) {}

  /**
   * Looks once. A message that is in none of the chats it may be of is looked for again later and in older chats.
   * @param maxChats chats that are read at most
   * @param onPortion told what came of each portion of them
   * @throws SignalZenApiError, ListUnstable, ClickHouseError; what was read before is kept
   */
  async linkMessages(
    account: string,
    maxChats: number,
    signal: AbortSignal,
    onPortion: (portion: TransferredChats) => void,
  ): Promise<LinkingResult> {
    const messages = await this.clickhouse.query<UnlinkedMessage>('signalzen/unlinked_messages', {
      account,
      limit: MAX_MESSAGES,
    });
    if (messages.length === 0) return NOTHING_SOUGHT;
    const chatIds = await this.chatsFor(account, messages, maxChats + 1);
    const now = chatIds.slice(0, maxChats);
    const refs = now.map((chatId) => ({ chatId, wantsMessages: true }));
    const shown = new Set<string>();
    let linked = 0;
    for await (const portion of this.transfer.run(account, refs, signal)) {
      onPortion(portion);
      linked += portion.linked;
      for (const id of portion.messageIds) shown.add(id);
    }
    const isEveryChatRead = chatIds.length <= maxChats && !signal.aborted;
    const notFound = isEveryChatRead ? messages.filter(({ message_id }) => !shown.has(message_id)) : [];
    await this.postpone(account, notFound);
    const isMore = chatIds.length > maxChats;
    return { sought: messages.length, chatsRead: now.length, linked, notFound: notFound.length, isMore };
  }

  private async chatsFor(
    account: string,
    messages: readonly UnlinkedMessage[],
    limit: number,
  ): Promise<string[]> {
    const rows = await this.clickhouse.query<{ chat_id: string }>('signalzen/chats_for_messages', {
      account,
      at: messages.map(({ at }) => Date.parse(at)),
      received_at: messages.map(({ received_at }) => Date.parse(received_at)),
      days: messages.map(({ attempts }) => atMost(DAYS_BEFORE, attempts)),
      limit,
    });
    return rows.map((row) => row.chat_id);
  }

  private async postpone(account: string, messages: readonly UnlinkedMessage[]): Promise<void> {
    if (messages.length === 0) return;
    await this.clickhouse.command('signalzen/note_link_attempts', {
      account,
      message_ids: messages.map(({ message_id }) => message_id),
      attempts: messages.map(({ attempts }) => Math.min(attempts + 1, 65_535)),
      wait_seconds: messages.map(({ attempts }) => atMost(WAITS, attempts)),
    });
  }
}

/** The value at an index; the last one for all beyond. */
function atMost(values: readonly number[], index: number): number {
  return values[Math.min(index, values.length - 1)] ?? 0;
}
