import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { DirectStore } from '../../store/drain/direct-store';
import { RowBinaryWriter } from '../../store/drain/row-binary-writer';
import { unreadableBody } from './api-bodies';
import { ApiRecords } from './api-records';
import { compareChat } from './compare-chat';
import type { ChatComparison } from './compare-chat';
import { KnownResources } from './known-resources';
import type { ShownChat } from './shown-chat';

/** What came of storing some chats. */
export interface StoredChats {
  /** Chats whose messages were read. */
  readonly chats: number;
  readonly messages: number;
  /** Messages that no webhook had delivered. */
  readonly restored: number;
  /** Messages that a webhook had delivered without their chat. */
  readonly linked: number;
  readonly unreadable: number;
}

const READ_COLUMNS = ['account', 'chat_id', 'read_at', 'is_gone', 'messages'];
const COVERAGE_COLUMNS = ['account', 'day', 'chat_id', 'resource', 'shown', 'received', 'read_at'];
const RESOURCE = { chat: 1, message: 2 } as const;
const MAX_RECORDS = 5_000;

/** Takes chats as the API shows them: stores what no delivery has brought, and notes how much that was. */
@Injectable()
export class ChatStore {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly direct: DirectStore,
    private readonly records: ApiRecords,
  ) {}

  /** That they were read is noted last: what broke off before is read again. @throws ClickHouseError */
  async take(account: string, chats: readonly ShownChat[]): Promise<StoredChats> {
    const known = await KnownResources.of(this.clickhouse, account, chats);
    const compared = chats.map((chat) => ({ chat, comparison: compareChat(chat, known) }));
    const bodies = compared.flatMap(({ comparison }) => comparison.bodies);
    for (let start = 0; start < bodies.length; start += MAX_RECORDS) {
      const portion = bodies.slice(start, start + MAX_RECORDS);
      await this.direct.put(this.records.of(account, portion, Date.now()));
    }
    await this.noteCoverage(account, compared);
    await this.noteRead(account, chats, false);
    const sum = (of: (one: (typeof compared)[number]) => number) =>
      compared.reduce((total, one) => total + of(one), 0);
    return {
      chats: sum(({ chat }) => Number(chat.messages !== undefined)),
      messages: sum(({ chat }) => chat.messages?.length ?? 0),
      restored: sum(({ comparison }) => comparison.restored),
      linked: sum(({ comparison }) => comparison.linked),
      unreadable: sum(({ chat }) => chat.unreadable.length),
    };
  }

  /** Keeps members of the list of chats that are no chats. */
  async keepUnreadable(account: string, values: readonly unknown[]): Promise<void> {
    if (values.length === 0) return;
    const bodies = values.map((value) => unreadableBody('', value));
    await this.direct.put(this.records.of(account, bodies, Date.now()));
  }

  /** SignalZen has these chats no more: they are not asked for again. */
  async noteGone(account: string, chatIds: readonly string[], readAt: number): Promise<void> {
    const gone = chatIds.map((chatId) => ({ chatId, readAt, messages: [] }));
    await this.noteRead(account, gone, true);
  }

  private async noteRead(
    account: string,
    chats: readonly Pick<ShownChat, 'chatId' | 'readAt' | 'messages'>[],
    isGone: boolean,
  ): Promise<void> {
    const rows = new RowBinaryWriter();
    for (const { chatId, readAt, messages } of chats) {
      if (messages === undefined) continue;
      rows.text(account);
      rows.text(chatId);
      rows.dateTime64(readAt);
      rows.bool(isGone);
      rows.uint32(messages.length);
    }
    await this.insert('chat_reads', READ_COLUMNS, rows);
  }

  private async noteCoverage(
    account: string,
    compared: readonly { readonly chat: ShownChat; readonly comparison: ChatComparison }[],
  ): Promise<void> {
    const rows = new RowBinaryWriter();
    for (const { chat, comparison } of compared) {
      for (const day of comparison.coverage) {
        rows.text(account);
        rows.date(day.day);
        rows.text(chat.chatId);
        rows.uint8(RESOURCE[day.resource]);
        rows.uint32(day.shown);
        rows.uint32(day.received);
        rows.dateTime64(chat.readAt);
      }
    }
    await this.insert('chat_coverage', COVERAGE_COLUMNS, rows);
  }

  private async insert(table: string, columns: readonly string[], rows: RowBinaryWriter): Promise<void> {
    if (rows.bytes().length > 0) await this.clickhouse.insertBinary(table, columns, rows.bytes());
  }
}
