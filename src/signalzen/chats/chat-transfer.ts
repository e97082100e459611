import { Injectable } from '@nestjs/common';
import { asId } from '../../platform/events/json-object';
import type { JsonObject } from '../../platform/events/json-object';
import { ChatReader } from './chat-reader';
import { ChatStore } from './chat-store';
import type { StoredChats } from './chat-store';
import type { ShownChat } from './shown-chat';

/** A chat that may be read. */
export interface ChatRef {
  readonly chatId: string;
  /** Its user resource, where a list has shown it. */
  readonly user?: JsonObject;
  /** Whether its messages are to be read; if not, only the user is taken. */
  readonly wantsMessages: boolean;
}

/** What came of reading and storing some chats. */
export interface TransferredChats extends StoredChats {
  /** Chats that SignalZen has no more. */
  readonly gone: number;
  /** The ids of all messages shown. */
  readonly messageIds: readonly string[];
}

/** Chats read before they are stored together. */
const CHATS_AT_ONCE = 50;
/** Requests under way at once: enough for a slow answer not to hold up the rest. */
const READERS = 8;

/** Reads chats from the API and stores what is new in them. */
@Injectable()
export class ChatTransfer {
  constructor(
    private readonly reader: ChatReader,
    private readonly store: ChatStore,
  ) {}

  /**
   * Reads and stores chats portion by portion, and says what came of each. What was read before a failure or an
   * abort is stored.
   * @throws SignalZenApiError, ListUnstable, ClickHouseError
   */
  async *run(
    account: string,
    chats: readonly ChatRef[],
    signal: AbortSignal,
  ): AsyncGenerator<TransferredChats> {
    for (let start = 0; start < chats.length && !isAborted(signal); start += CHATS_AT_ONCE) {
      const { shown, gone, failures } = await this.read(
        account,
        chats.slice(start, start + CHATS_AT_ONCE),
        signal,
      );
      const stored = await this.store.take(account, shown);
      await this.store.noteGone(account, gone, Date.now());
      const messageIds = shown.flatMap(({ messages = [] }) => messages.map(({ id }) => asId(id) ?? ''));
      yield { ...stored, gone: gone.length, messageIds };
      // An abort is no failure: the caller knows of it.
      if (failures.length > 0 && !isAborted(signal)) throw failures[0];
    }
  }

  private async read(account: string, chats: readonly ChatRef[], signal: AbortSignal) {
    const shown: ShownChat[] = [];
    const gone: string[] = [];
    const failures: unknown[] = [];
    const queue = chats.values();
    const readNext = async (): Promise<void> => {
      for (const ref of queue) {
        if (failures.length > 0 || isAborted(signal)) return;
        try {
          const chat = await this.reader.read(account, ref, signal);
          if (chat === undefined) gone.push(ref.chatId);
          else shown.push(chat);
        } catch (error) {
          failures.push(error);
        }
      }
    };
    await Promise.all(Array.from({ length: READERS }, readNext));
    return { shown, gone, failures };
  }
}

/** Asked again each time: it may have changed since. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
