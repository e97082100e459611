import type { ClickHouse } from '../../platform/clickhouse/clickhouse';

/** Where a delivery came from, as far as it is known. */
interface Origin {
  readonly account: string | undefined;
  /** Milliseconds since 1970. */
  readonly receivedAt: number | undefined;
}

/** The chats that somebody asked to forget. */
export class ErasedChats {
  /** By chat id, and by account: until when what was received of it goes. */
  private readonly untilOf = new Map<string, Map<string, number>>();

  static async load(clickhouse: ClickHouse): Promise<ErasedChats> {
    const chats = new ErasedChats();
    const rows = await clickhouse.query<{ account: string; chat_id: string; until: string }>(
      'cleaning/erased_chats',
    );
    for (const { account, chat_id, until } of rows) chats.add(account, chat_id, Date.parse(until));
    return chats;
  }

  /** Whether a delivery of a chat is to be erased; of what is not known of it, the answer is yes. */
  has(chatId: string, { account, receivedAt }: Origin): boolean {
    const accounts = this.untilOf.get(chatId);
    if (accounts === undefined) return false;
    const untils = account === undefined ? [...accounts.values()] : [accounts.get(account) ?? 0];
    return untils.some((until) => (receivedAt ?? 0) < until);
  }

  /** Whether a chat of any account has this id. */
  hasId(chatId: string): boolean {
    return this.untilOf.has(chatId);
  }

  private add(account: string, chatId: string, until: number): void {
    const accounts = this.untilOf.get(chatId) ?? new Map<string, number>();
    this.untilOf.set(chatId, accounts.set(account, until));
  }
}
