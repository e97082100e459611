import { Injectable } from '@nestjs/common';
import type { TransferredChats } from './chats/chat-transfer';

/** What the jobs that ask SignalZen have found since the service started. */
@Injectable()
export class ApiResults {
  /** Counters. */
  chatsRead = 0;
  chatsGone = 0;
  messagesRestored = 0;
  messagesLinked = 0;
  unreadable = 0;
  /** Counter: messages whose chat was looked for without success, each time again. */
  messagesNotFound = 0;
  /** Counter: runs that could not be finished; each is tried again. */
  failures = 0;
  /** By account: of the chats and messages of today and yesterday, the share that webhooks delivered. */
  readonly coverage = new Map<string, number>();
  /** When an account, whichever, was last compared with the API to the end, in milliseconds since 1970. */
  lastComparedAt: number | undefined;

  add(portion: TransferredChats): void {
    this.chatsRead += portion.chats;
    this.chatsGone += portion.gone;
    this.messagesRestored += portion.restored;
    this.messagesLinked += portion.linked;
    this.unreadable += portion.unreadable;
  }
}
