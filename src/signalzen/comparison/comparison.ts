import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ChatTransfer } from '../chats/chat-transfer';
import type { TransferredChats } from '../chats/chat-transfer';
import { readStates } from '../chats/read-states';
import { UserPages } from '../chats/user-pages';

/** Milliseconds. What is younger may still be on its way: its chat is read once more later. */
const SETTLED_AFTER = 2 * 60_000;

/**
 * Compares what the API shows of recently active chats with what was received, and fills in what is missing: also
 * chats of which no webhook delivered anything.
 */
@Injectable()
export class Comparison {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly users: UserPages,
    private readonly transfer: ChatTransfer,
  ) {}

  /**
   * Yields what came of each portion of chats.
   * @param since milliseconds since 1970: chats without anything since then are left out
   * @throws SignalZenApiError, ListUnstable, ClickHouseError; what was read before is kept
   */
  async *compare(account: string, since: number, signal: AbortSignal): AsyncGenerator<TransferredChats> {
    const activity = await this.knownActivity(account, since);
    for await (const { users } of this.users.of(account, signal)) {
      const active = users
        .map((user) => ({ ...user, activeAt: Math.max(user.changedAt, activity.get(user.chatId) ?? 0) }))
        .filter(({ activeAt }) => activeAt >= since);
      const states = await readStates(
        this.clickhouse,
        account,
        active.map(({ chatId }) => chatId),
      );
      const refs = active
        .filter(({ chatId }) => states.get(chatId)?.isGone !== true)
        .map(({ chatId, user, activeAt }) => {
          const readAt = states.get(chatId)?.readAt ?? 0;
          return { chatId, user, wantsMessages: readAt < activeAt + SETTLED_AFTER };
        });
      yield* this.transfer.run(account, refs, signal);
    }
  }

  private async knownActivity(account: string, since: number): Promise<ReadonlyMap<string, number>> {
    const rows = await this.clickhouse.query<{ chat_id: string; active_at: string }>(
      'signalzen/active_chats',
      { account, since: new Date(since) },
    );
    return new Map(rows.map((row) => [row.chat_id, Date.parse(row.active_at)]));
  }
}
