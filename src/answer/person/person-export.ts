import { Injectable } from '@nestjs/common';
import { chatsIn, ErasableChats, requireKnown } from '../../compute/erasure/erasable-chats';
import type { SearchedChats } from '../../compute/erasure/erasable-chats';
import { RulesOfNumbers } from '../../compute/facts/rules-of-numbers';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { CallOptions } from '../../platform/clickhouse/clickhouse';
import { eventFactsOf } from '../lists/events/event-facts';
import { EventListService } from '../lists/events/event-list.service';
import { payloadOfVisitor } from './payload-of-visitor';
import { PersonFiles } from './person-files';
import type { WaitingDelivery } from './person-files';
import type { PersonChat, PersonDelivery, PersonEvent, PersonRecords, Row } from './person-records';

/** Whose records somebody wants; an address is that of a visitor. */
export interface WantedPerson {
  /** `undefined`: of every account. */
  readonly account: string | undefined;
  readonly chatIds: readonly string[];
  readonly emails: readonly string[];
}

interface ChatKey {
  readonly account: string;
  readonly chatId: string;
}

interface StoredDelivery extends Row {
  readonly delivery_id: string;
  readonly received_at: string;
  readonly is_erased: boolean;
  readonly body: string;
}

const PATIENT: CallOptions = {
  timeoutMs: 3_600_000,
  // An address belongs into no log, not even into that of the database.
  settings: { log_queries: 0 },
};

/** What one database, and the files beside it, know of whom is meant. */
export interface PersonSearch {
  readonly stored: SearchedChats;
  /** By address. */
  readonly waiting: ReadonlyMap<string, readonly ChatKey[]>;
}

/**
 * @param searches of all databases that have a wanted account
 * @throws ErasureError when one of the ids or addresses is known in none of them, or an id could be several people's
 */
export function requirePerson(searches: readonly PersonSearch[], { chatIds, emails }: WantedPerson): void {
  const isWaiting = (email: string) => searches.some(({ waiting }) => waiting.get(email)?.length);
  requireKnown(
    searches.map(({ stored }) => stored),
    { chatIds, emails: emails.filter((email) => !isWaiting(email)) },
  );
}

/** Collects all that is kept about a person: what belongs to one is what `erase` would erase. */
@Injectable()
export class PersonExport {
  constructor(
    private readonly chats: ErasableChats,
    private readonly files: PersonFiles,
    private readonly events: EventListService,
    private readonly numbers: RulesOfNumbers,
    private readonly clickhouse: ClickHouse,
  ) {}

  /** Looks who is meant. */
  async search({ account, chatIds, emails }: WantedPerson): Promise<PersonSearch> {
    // The files first: what ClickHouse gets meanwhile is seen in one of the two at least.
    const waiting = new Map<string, readonly ChatKey[]>();
    for (const email of emails) waiting.set(email, await this.files.chatsOf([email], account));
    return { stored: await this.chats.search({ account, chatIds, emails }), waiting };
  }

  /** All that is kept here of whom a search has found. */
  async collect({ stored, waiting: byEmail }: PersonSearch, wanted: WantedPerson): Promise<PersonRecords> {
    const found = new Map<string, ChatKey>();
    for (const { account, chatId } of [...[...byEmail.values()].flat(), ...chatsIn(stored)])
      found.set(JSON.stringify([account, chatId]), { account, chatId });
    const keys = [...found.values()];
    const { waiting, notRead } = await this.files.search(keys, wanted.emails);
    await this.numbers.look();
    const chats: PersonChat[] = [];
    for (const key of keys) chats.push(await this.chat(key, waiting));
    const mentions = await this.mentions(wanted);
    return { exportedAt: new Date().toISOString(), chats, notIncluded: [...notRead, ...mentions] };
  }

  private async chat({ account, chatId }: ChatKey, waiting: readonly WaitingDelivery[]): Promise<PersonChat> {
    const parameters = { account, chat_id: chatId };
    const deliveries = await this.clickhouse.query<StoredDelivery>('person/deliveries', parameters, PATIENT);
    const stored = deliveries.map((delivery) => storedDelivery(delivery, chatId));
    const known = new Set(stored.map(({ deliveryId }) => deliveryId));
    const stillWaiting = waiting
      .filter((one) => one.account === account && one.chatId === chatId && !known.has(one.deliveryId))
      .map((one) => waitingDelivery(one));
    return {
      ...{ account, chatId, deliveries: [...stored, ...stillWaiting] },
      events: await this.eventsOf(account, chatId),
      facts: await this.clickhouse.query<Row>('person/facts', parameters, PATIENT),
      tables: await this.tables(account, chatId),
    };
  }

  private async eventsOf(account: string, chatId: string): Promise<PersonEvent[]> {
    const events = await this.events.wholeChat(account, chatId);
    return events.map((event) => {
      const { author, name, text, rating } = eventFactsOf(event, this.numbers.copilots);
      return { at: event.occurredAt.toISOString(), type: event.type, author, name, text, rating };
    });
  }

  private async tables(account: string, chatId: string): Promise<Record<string, readonly Row[]>> {
    const tables = await this.clickhouse.query<{ table: string; is_of_thread: number }>('person/tables');
    const rows: Record<string, readonly Row[]> = {};
    for (const { table, is_of_thread } of tables) {
      const where =
        is_of_thread === 1
          ? { column: 'thread', value: `chat/${chatId}` }
          : { column: 'chat_id', value: chatId };
      const found = await this.clickhouse.query<Row>('person/rows', { table, account, ...where }, PATIENT);
      if (found.length > 0) rows[table] = found;
    }
    return rows;
  }

  /** Who is written to, or of whom others write, nobody can tell: that is for a person to decide. */
  private async mentions({ account, emails }: WantedPerson): Promise<string[]> {
    const accounts = account === undefined ? [] : [account];
    const found = new Set<string>();
    for (const email of emails) {
      const rows = await this.clickhouse.query<{ delivery_id: string }>(
        'person/mentions',
        { accounts, email },
        PATIENT,
      );
      for (const { delivery_id } of rows) found.add(delivery_id);
    }
    return [...found].map(
      (id) => `Delivery ${id}: names the address, and of whose chat it is nobody knows; look at it yourself`,
    );
  }
}

function storedDelivery({ body, ...row }: StoredDelivery, chatId: string): PersonDelivery {
  const { delivery_id: deliveryId, received_at: receivedAt, is_erased: isErased, ...read } = row;
  const payload = isErased ? null : payloadOfVisitor(body, chatId);
  return { deliveryId, receivedAt, from: 'ClickHouse', isErased, payload, read };
}

function waitingDelivery({
  deliveryId,
  receivedAt,
  isErased,
  body,
  chatId,
}: WaitingDelivery): PersonDelivery {
  return {
    ...{ deliveryId, receivedAt: receivedAt.toISOString(), from: 'spool', isErased },
    payload: isErased ? null : payloadOfVisitor(body, chatId),
    read: {},
  };
}
