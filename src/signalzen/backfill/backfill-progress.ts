/** How far a backfill is. All are counts. */
export interface BackfillProgress {
  /** Chats that the list has shown so far, and how many it is said to have; 0: not known yet. */
  chatsSeen: number;
  chatsInAll: number;
  /** Chats that were read, and those that an earlier run of this backfill had read. */
  chatsRead: number;
  chatsReadBefore: number;
  /** Chats left out: without a change since the moment asked for. */
  chatsOlder: number;
  /** Chats that SignalZen has no more. */
  gone: number;
  messages: number;
  restored: number;
  linked: number;
  unreadable: number;
}

export function noProgress(): BackfillProgress {
  return {
    ...{ chatsSeen: 0, chatsInAll: 0, chatsRead: 0, chatsReadBefore: 0, chatsOlder: 0, gone: 0 },
    ...{ messages: 0, restored: 0, linked: 0, unreadable: 0 },
  };
}
