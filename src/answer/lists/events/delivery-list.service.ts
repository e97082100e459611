import { Injectable } from '@nestjs/common';
import { requireRange } from '../../measures/calendar/time-range';
import type { TimeRange } from '../../measures/calendar/time-range';
import { Asking } from '../../shards/asking';
import { askWithBodies } from './body-limit';
import type { BodyLimit } from './body-limit';
import { requireListPage } from '../../measures/list-page';
import type { ListPage } from '../../measures/list-page';

/** One delivery as it came in. Times are ISO 8601 in UTC. */
export interface ListedDelivery {
  readonly delivery_id: string;
  /** The id of the first delivery of the same event; empty for that one itself. */
  readonly copy_of: string;
  readonly account: string;
  readonly source: 'webhook' | 'api';
  readonly event_id: string;
  readonly event_type: string;
  readonly chat_id: string;
  readonly received_at: string;
  readonly occurred_at: string;
  /** Empty when the body could be read as an event. */
  readonly parse_error: string;
  /** 0 after erasure. */
  readonly bytes: string;
  /** Null after erasure. */
  readonly body: string | null;
}

export interface DeliveryFilter {
  /** Empty for all. */
  readonly accounts: readonly string[];
  /** Event types; empty for all. */
  readonly types: readonly string[];
}

/** Lists the deliveries themselves, copies included. */
@Injectable()
export class DeliveryListService {
  constructor(private readonly asking: Asking) {}

  /**
   * Deliveries that came in within the range, in the order of receipt.
   * @throws InvalidRange, BadInput, ResultTooLarge, ClickHouseError
   */
  async received(
    range: TimeRange,
    { accounts, types }: DeliveryFilter,
    page: ListPage,
    bodies: BodyLimit,
  ): Promise<ListedDelivery[]> {
    requireRange(range);
    requireListPage(page);
    return askWithBodies(bodies, page, (wanted, options) => {
      const when = { from: new Date(range.from), to: new Date(range.to) };
      const parameters = { ...when, accounts, types, ...page, ...wanted };
      return this.asking.page<ListedDelivery>('queries/deliveries', accounts, parameters, options);
    });
  }
}
