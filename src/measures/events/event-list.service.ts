import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../clickhouse/clickhouse';
import { requireRange } from '../calendar/time-range';
import type { TimeRange } from '../calendar/time-range';
import { requirePage } from './page';
import type { Page } from './page';

/** One event, however often it was delivered. Times are ISO 8601 in UTC. */
export interface ListedEvent {
  readonly account: string;
  readonly event_id: string;
  readonly chat_id: string;
  readonly event_type: string;
  readonly occurred_at: string;
  readonly received_at: string;
  readonly deliveries: string;
  readonly body: string;
}

/** Lists the events themselves. */
@Injectable()
export class EventListService {
  constructor(private readonly clickhouse: ClickHouse) {}

  /**
   * Events by the time of their first receipt, oldest first.
   * @param types event types; empty for all
   */
  received(range: TimeRange, types: readonly string[], page: Page): Promise<ListedEvent[]> {
    requireRange(range);
    requirePage(page);
    const parameters = { from: new Date(range.from), to: new Date(range.to), types, ...page };
    return this.clickhouse.query<ListedEvent>('queries/events', parameters);
  }

  /** Every event of one chat in the order in which they happened. */
  ofChat(account: string, chatId: string, page: Page): Promise<ListedEvent[]> {
    requirePage(page);
    return this.clickhouse.query<ListedEvent>('queries/chat_events', { account, chat_id: chatId, ...page });
  }
}
