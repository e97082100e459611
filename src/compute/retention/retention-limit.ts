import type { LimitedKind } from '../../platform/config/kept-days';

/** How long something of an account is kept. */
export interface RetentionLimit {
  readonly account: string;
  readonly kind: LimitedKind;
  readonly days: number;
  /** What is older is to go. */
  readonly before: Date;
}

/** What is to go of one month: of receipt, or of facts of their own time. */
export interface DueMonth {
  /** Such as 202603. */
  readonly month: number;
  readonly deliveries: number;
  /** Of texts. */
  readonly bytes: number;
  /** Of which events are to go: of each in every month. Messages whose chat is not known count like chats. */
  readonly chats: number;
  readonly facts: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

export interface Removed {
  readonly deliveries: number;
  /** Of which attributes or events went. */
  readonly chats: number;
  readonly facts: number;
  /** Something is left, because all numbers are being recomputed: it goes when that is done. */
  readonly waitsForRebuild: boolean;
}

export const NOTHING_REMOVED: Removed = { deliveries: 0, chats: 0, facts: 0, waitsForRebuild: false };

export interface RemoveOptions {
  /** When it was said what would go. */
  readonly announcedAt: Date;
  /** Ends also what is under way: ClickHouse goes on with it, and the next turn looks whether it did. */
  readonly signal?: AbortSignal | undefined;
  /** Is told after each step. */
  readonly onProgress?: ((sofar: Removed) => void) | undefined;
}

/** Removes one kind of what is old. Each step is found again until it is done. */
export interface Removal {
  /** What is to go by now; changes nothing. */
  due(limit: RetentionLimit): Promise<DueMonth[]>;
  remove(limit: RetentionLimit, options: RemoveOptions): Promise<Removed>;
}

/** As queries answer it. */
export type MonthRow = Readonly<Partial<Record<'deliveries' | 'bytes' | 'chats' | 'facts', string>>> & {
  readonly month: number;
  readonly first_at: string;
  readonly last_at: string;
};

export function dueMonthOf(row: MonthRow): DueMonth {
  return {
    month: row.month,
    deliveries: Number(row.deliveries ?? 0),
    bytes: Number(row.bytes ?? 0),
    chats: Number(row.chats ?? 0),
    facts: Number(row.facts ?? 0),
    firstAt: new Date(row.first_at),
    lastAt: new Date(row.last_at),
  };
}
