import { Injectable } from '@nestjs/common';
import { requireRange } from '../measures/calendar/time-range';
import type { TimeRange } from '../measures/calendar/time-range';
import { Asking } from '../shards/asking';

/** What SignalZen's API shows of one day, and how much of it came by webhook. */
export interface CoverageDay {
  readonly account: string;
  /** UTC, such as `2026-03-31`. */
  readonly day: string;
  readonly chatsShown: number;
  readonly chatsReceived: number;
  readonly messagesShown: number;
  readonly messagesReceived: number;
  /** The latest comparison of any chat of that day. */
  readonly comparedAt: Date;
}

interface Row {
  account: string;
  day: string;
  chats_shown: string;
  chats_received: string;
  messages_shown: string;
  messages_received: string;
  compared_at: string;
}

/** How much of what happened the webhooks delivered, as far as chats were compared with SignalZen's API. */
@Injectable()
export class CoverageService {
  constructor(private readonly asking: Asking) {}

  /** By UTC day and account; days of which no chat was compared are left out. @throws InvalidRange */
  async byDay(range: TimeRange, accounts: readonly string[]): Promise<CoverageDay[]> {
    requireRange(range);
    const rows = await this.asking.query<Row>('queries/coverage', accounts, {
      from: new Date(range.from),
      to: new Date(range.to),
      accounts,
    });
    return rows.map((row) => ({
      account: row.account,
      day: row.day,
      chatsShown: Number(row.chats_shown),
      chatsReceived: Number(row.chats_received),
      messagesShown: Number(row.messages_shown),
      messagesReceived: Number(row.messages_received),
      comparedAt: new Date(row.compared_at),
    }));
  }
}

/** Received of shown, chats and messages together; `null` where nothing is shown. */
export function coverageOf(
  days: readonly Pick<CoverageDay, 'chatsShown' | 'chatsReceived' | 'messagesShown' | 'messagesReceived'>[],
): number | null {
  const sum = (of: (day: (typeof days)[number]) => number) => days.reduce((total, day) => total + of(day), 0);
  const shown = sum((day) => day.chatsShown + day.messagesShown);
  return shown === 0 ? null : sum((day) => day.chatsReceived + day.messagesReceived) / shown;
}
