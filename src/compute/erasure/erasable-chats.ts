import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ExplainedError } from '../../platform/explained-error';

/** Nobody can be erased as asked; the message says why. */
class ErasureError extends ExplainedError {
  readonly code = 'ERASURE';
}

/** SignalZen keeps one lifelong chat for each visitor; what is stored of it is what is stored of the person. */
export interface ErasableChat {
  readonly account: string;
  readonly chatId: string;
  readonly deliveries: number;
  /** Of these, how many were erased before. */
  readonly erased: number;
  readonly firstReceivedAt: Date;
  readonly lastReceivedAt: Date;
}

interface StoredChat {
  readonly account: string;
  readonly chat_id: string;
  readonly deliveries: string;
  readonly erased: string;
  readonly first_received_at: string;
  readonly last_received_at: string;
}

/** Whom somebody asks to forget. */
interface Persons {
  /** `undefined`: of every account. */
  readonly account: string | undefined;
  readonly chatIds: readonly string[];
  readonly emails: readonly string[];
}

/** What one database has of persons. */
export interface SearchedChats {
  /** Those with the given ids. */
  readonly named: readonly ErasableChat[];
  readonly byEmail: ReadonlyMap<string, readonly ErasableChat[]>;
}

const LOOKING_THROUGH_BODIES_MS = 3_600_000;

/** Finds the chats of persons. */
@Injectable()
export class ErasableChats {
  constructor(private readonly clickhouse: ClickHouse) {}

  /** Looks for chats with the given ids, and those of visitors with the given addresses, whatever it finds. */
  async search({ account, chatIds, emails }: Persons): Promise<SearchedChats> {
    const accounts = account === undefined ? [] : [account];
    const named = await this.stored(accounts, chatIds);
    const byEmail = new Map<string, readonly ErasableChat[]>();
    for (const email of emails) byEmail.set(email, await this.ofEmail(accounts, email));
    return { named, byEmail };
  }

  private async stored(accounts: readonly string[], chatIds: readonly string[]): Promise<ErasableChat[]> {
    if (chatIds.length === 0) return [];
    const rows = await this.clickhouse.query<StoredChat>('erasure/chats', { accounts, chat_ids: chatIds });
    return rows.map((row) => ({
      account: row.account,
      chatId: row.chat_id,
      deliveries: Number(row.deliveries),
      erased: Number(row.erased),
      firstReceivedAt: new Date(row.first_received_at),
      lastReceivedAt: new Date(row.last_received_at),
    }));
  }

  private async ofEmail(accounts: readonly string[], email: string): Promise<ErasableChat[]> {
    const domain = email.slice(email.lastIndexOf('@') + 1);
    const chats = await this.clickhouse.query<{ account: string; chat_id: string }>(
      'erasure/chats_of_email',
      { accounts, email, domain },
      // An address belongs into no log, not even into that of the database.
      { timeoutMs: LOOKING_THROUGH_BODIES_MS, settings: { log_queries: 0 } },
    );
    const found: ErasableChat[] = [];
    for (const { account, chat_id } of chats) found.push(...(await this.stored([account], [chat_id])));
    return found;
  }
}

/** Each once, sorted. */
export function chatsIn({ named, byEmail }: SearchedChats): ErasableChat[] {
  const found = [...named, ...[...byEmail.values()].flat()];
  const distinct = new Map(found.map((chat) => [JSON.stringify([chat.account, chat.chatId]), chat]));
  return [...distinct.values()].toSorted((one, other) => compare(one, other));
}

/**
 * @param searched of all databases that have a wanted account
 * @param isUnknownFine whether an address may be that of nobody
 * @throws ErasureError when one of the ids or addresses is known in none of them, or an id could be several people's
 */
export function requireKnown(
  searched: readonly SearchedChats[],
  { chatIds, emails, isUnknownFine = false }: Omit<Persons, 'account'> & { readonly isUnknownFine?: boolean },
): void {
  const named = searched.flatMap((one) => one.named);
  for (const chatId of chatIds)
    requireOne(
      chatId,
      named.filter((chat) => chat.chatId === chatId),
    );
  if (isUnknownFine) return;
  const unknown = emails.find((email) => searched.every(({ byEmail }) => !byEmail.get(email)?.length));
  if (unknown === undefined) return;
  throw new ErasureError(`No visitor with the address ${unknown} is known. Was this person erased before?`);
}

function requireOne(chatId: string, chats: readonly ErasableChat[]): void {
  if (chats.length === 0) {
    throw new ErasureError(`Nothing is stored for chat ${chatId}. What came in the last seconds may follow.`);
  }
  if (chats.length > 1) {
    const accounts = chats.map(({ account }) => account).join(', ');
    throw new ErasureError(
      `Several accounts have a chat ${chatId} (${accounts}): choose one with --account.`,
    );
  }
}

function compare(one: ErasableChat, other: ErasableChat): number {
  const [left, right] = [one, other].map(({ account, chatId }) => `${account} ${chatId.padStart(20)}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
