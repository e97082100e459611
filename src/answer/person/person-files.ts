import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { senderTypeOf } from '../../platform/events/chat-id';
import { readEnvelope } from '../../platform/events/envelope';
import { asObject } from '../../platform/events/json-object';
import { readEvent } from '../../platform/events/read-event';
import { eventOfRecord } from '../../store/drain/event-of-record';
import { openToRead } from '../../receive/spool/disk-files';
import { parseSegmentName, segmentIdText } from '../../receive/spool/segment-names';
import { segmentParts } from '../../receive/spool/segment-parts';
import type { SpoolRecord } from '../../receive/spool/spool-record';

const LIMITS = { maxRecords: 1_000, maxBytes: 8 * 2 ** 20 };

/** A delivery that waits in the spool until ClickHouse has it. */
export interface WaitingDelivery {
  readonly deliveryId: string;
  readonly account: string;
  readonly chatId: string;
  readonly receivedAt: Date;
  /** The body was taken away. */
  readonly isErased: boolean;
  readonly body: string;
}

export interface PersonInFiles {
  readonly waiting: readonly WaitingDelivery[];
  /** Files that hold, or may hold, something of the person, with why it was not read from them. */
  readonly notRead: readonly string[];
}

interface WantedChat {
  readonly account: string;
  readonly chatId: string;
}

/** Finds what the files of this machine hold of persons and ClickHouse does not. Only reads. */
@Injectable()
export class PersonFiles {
  private readonly spool: string;
  private readonly rejected: string;

  constructor(@Inject(SETTINGS) settings: Settings) {
    this.spool = join(settings.dataDir, 'spool');
    this.rejected = join(settings.dataDir, 'rejected');
  }

  /** The chats of visitors with one of the addresses, of which something waits. */
  async chatsOf(emails: readonly string[], account: string | undefined): Promise<WantedChat[]> {
    if (emails.length === 0) return [];
    const wanted = new Set(emails.map((email) => email.toLowerCase()));
    const found = new Map<string, WantedChat>();
    for await (const record of this.waitingRecords([])) {
      if (account !== undefined && record.account !== account) continue;
      if (!visitorEmailsIn(record.body).some((email) => wanted.has(email))) continue;
      const { chatId } = eventOfRecord(record);
      if (chatId !== '') found.set(keyOf(record.account, chatId), { account: record.account, chatId });
    }
    return [...found.values()];
  }

  /** What waits of these chats, and which files nobody can read it from. */
  async search(chats: readonly WantedChat[], emails: readonly string[]): Promise<PersonInFiles> {
    const keys = new Set(chats.map(({ account, chatId }) => keyOf(account, chatId)));
    const waiting: WaitingDelivery[] = [];
    const notRead: string[] = [];
    for await (const record of this.waitingRecords(notRead)) {
      const { account, receivedAt, segmentId, sequence, body, isErased = false } = record;
      const { chatId } = eventOfRecord(record);
      if (!keys.has(keyOf(account, chatId))) continue;
      const deliveryId = `${segmentIdText(segmentId)}-${sequence}`;
      waiting.push({
        ...{ deliveryId, account, chatId, receivedAt: new Date(receivedAt), isErased },
        body: body.toString('utf8'),
      });
    }
    notRead.push(...(await this.rejectedOf(chats, emails)));
    const damaged = (await namesIn(join(this.spool, 'quarantine'))).length;
    if (damaged > 0)
      notRead.push(`${join(this.spool, 'quarantine')}: ${damaged} files with damaged bytes, of anybody`);
    return { waiting, notRead };
  }

  private async *waitingRecords(notRead: string[]): AsyncGenerator<SpoolRecord> {
    for (const name of (await namesIn(this.spool)).toSorted()) {
      const segmentId = parseSegmentName(name);
      const path = join(this.spool, name);
      if (segmentId === undefined) continue;
      const file = await openToRead(path).catch(unlessGone);
      // Drained meanwhile: ClickHouse has all of it.
      if (file === undefined) continue;
      try {
        for await (const part of segmentParts(file, segmentId, LIMITS)) {
          if (part.kind === 'records') yield* part.batch.records;
          else if (!part.damage.trailing) notRead.push(`${path}: damaged bytes, of anybody`);
        }
      } finally {
        await file.close();
      }
    }
  }

  /** The files do not say of which account they are: so they are named alone. */
  private async rejectedOf(chats: readonly WantedChat[], emails: readonly string[]): Promise<string[]> {
    const [chatIds, wanted] = [
      new Set(chats.map(({ chatId }) => chatId)),
      emails.map((one) => one.toLowerCase()),
    ];
    const found: string[] = [];
    for (const name of await namesIn(this.rejected)) {
      const path = join(this.rejected, name);
      const bytes = await readFile(path).catch(unlessGone);
      if (bytes === undefined) continue;
      const isOfChat = chatIds.has(readEvent({ bytes, receivedAt: 0, occurrence: 0n }).chatId);
      const text = bytes.toString('utf8').toLowerCase();
      if (isOfChat || wanted.some((email) => text.includes(email)))
        found.push(`${path}: a delivery that ClickHouse rejected, of this chat or of one with its id`);
    }
    return found;
  }
}

/** In lower case: where `clickhouse/erasure/chats_of_email.sql` looks for them. */
function visitorEmailsIn(bytes: Buffer): string[] {
  const { data, body, message, user } = readEnvelope(bytes);
  const isVisitors = senderTypeOf(message?.['sender_type']) === 'user';
  return [
    data,
    body['user'],
    data['user'],
    message?.['user'],
    user,
    isVisitors ? message?.['sender'] : undefined,
  ]
    .map((person) => asObject(person)?.['email'])
    .filter((email) => typeof email === 'string')
    .map((email) => email.toLowerCase());
}

function keyOf(account: string, chatId: string): string {
  return JSON.stringify([account, chatId]);
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(unlessGone)) ?? [];
}

/** @throws every other error of the system */
function unlessGone(error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  throw error;
}
