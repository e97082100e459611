import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ChatTransfer } from '../chats/chat-transfer';
import { readStates } from '../chats/read-states';
import { UserPages } from '../chats/user-pages';
import type { ListedUser } from '../chats/user-pages';
import { ExplainedError } from '../../platform/explained-error';

/** A backfill cannot be begun: the message says what to do. */
export class BackfillError extends ExplainedError {
  constructor(
    readonly code: 'BACKFILL_OFF' | 'BACKFILL_ACCOUNT',
    message: string,
  ) {
    super(message);
  }
}

interface BackfillRequest {
  readonly account: string;
  /** Milliseconds since 1970: chats without a change since then are left out; 0 for all. */
  readonly since: number;
  /** Begin again although an earlier one has not come to its end. */
  readonly isFromStart: boolean;
}

/**
 * Reads the history of an account: every chat with its messages. What is read is noted chat by chat: one that was
 * broken off, however, is gone on with.
 */
@Injectable()
export class Backfill {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly users: UserPages,
    private readonly transfer: ChatTransfer,
  ) {}

  /**
   * Resolves when all is read, or soon after an abort.
   * @returns whether all was read
   * @throws SignalZenApiError, ListUnstable, ClickHouseError; what was read before is kept
   */
  async run(
    request: BackfillRequest,
    signal: AbortSignal,
    onProgress: (progress: Readonly<BackfillProgress>) => void,
  ): Promise<boolean> {
    const startedAt = await this.begin(request);
    try {
      await this.readPages(request, startedAt, signal, onProgress);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    if (signal.aborted) return false;
    await this.note(request, startedAt, true);
    return true;
  }

  private async readPages(
    { account, since }: BackfillRequest,
    startedAt: number,
    signal: AbortSignal,
    onProgress: (progress: Readonly<BackfillProgress>) => void,
  ): Promise<void> {
    const progress = noProgress();
    for await (const { users, unreadable, total } of this.users.of(account, signal)) {
      const changed = users.filter(({ changedAt }) => changedAt >= since);
      progress.chatsInAll = total;
      progress.chatsSeen += users.length;
      progress.chatsOlder += users.length - changed.length;
      progress.unreadable += unreadable;
      onProgress(progress);
      await this.readUsers(account, changed, startedAt, progress, signal, onProgress);
    }
  }

  private async begin(request: BackfillRequest): Promise<number> {
    const { account, since } = request;
    const [open] = request.isFromStart
      ? []
      : await this.clickhouse.query<{ started_at: string }>('signalzen/open_backfill', {
          account,
          since: new Date(since),
        });
    if (open !== undefined) return Date.parse(open.started_at);
    const startedAt = Date.now();
    await this.note(request, startedAt, false);
    return startedAt;
  }

  private async readUsers(
    account: string,
    users: readonly ListedUser[],
    startedAt: number,
    progress: BackfillProgress,
    signal: AbortSignal,
    onProgress: (progress: Readonly<BackfillProgress>) => void,
  ): Promise<void> {
    const states = await readStates(
      this.clickhouse,
      account,
      users.map(({ chatId }) => chatId),
    );
    const refs = users.map(({ chatId, user }) => {
      const state = states.get(chatId);
      const isDone = state !== undefined && (state.isGone || state.readAt >= startedAt);
      return { chatId, user, wantsMessages: !isDone };
    });
    progress.chatsReadBefore += refs.filter(({ wantsMessages }) => !wantsMessages).length;
    for await (const portion of this.transfer.run(account, refs, signal)) {
      progress.chatsRead += portion.chats;
      progress.gone += portion.gone;
      progress.messages += portion.messages;
      progress.restored += portion.restored;
      progress.linked += portion.linked;
      progress.unreadable += portion.unreadable;
      onProgress(progress);
    }
  }

  private async note(
    { account, since }: BackfillRequest,
    startedAt: number,
    isFinished: boolean,
  ): Promise<void> {
    await this.clickhouse.command('signalzen/note_backfill', {
      account,
      started_at: new Date(startedAt),
      since: new Date(since),
      is_finished: isFinished,
    });
  }
}

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

function noProgress(): BackfillProgress {
  return {
    ...{ chatsSeen: 0, chatsInAll: 0, chatsRead: 0, chatsReadBefore: 0, chatsOlder: 0, gone: 0 },
    ...{ messages: 0, restored: 0, linked: 0, unreadable: 0 },
  };
}
