import { Inject, Injectable } from '@nestjs/common';
import type { SqlParameters } from '../../../platform/clickhouse/sql-parameters';
import { RulesOfNumbers } from '../../../compute/facts/rules-of-numbers';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import { requireRange } from '../../measures/calendar/time-range';
import type { TimeRange } from '../../measures/calendar/time-range';
import { Asking } from '../../shards/asking';
import { timeWindows } from '../time-windows';
import type { CountFrom } from '../time-windows';
import { askWithBodies } from './body-limit';
import type { BodyLimit } from './body-limit';
import { chatEventOf, readEventOf } from './chat-event';
import type { ChatEvent, ListedEvent, ReadEvent } from './chat-event';
import { requireListPage } from '../../measures/list-page';
import type { ListPage } from '../../measures/list-page';

/** Finer parts than any second of deliveries need not be, and so many are counted without a thought. */
const GRAINS_MS = [1_000, 60_000, 900_000, 3_600_000];
const MAX_BUCKETS = 50_000;
/** The most that ClickHouse takes for a limit. */
const NO_LIMIT = { limit: 4_294_967_295, offset: 0 };

/** Which events are wanted; an empty list is for all. */
export interface EventFilter {
  /** As SignalZen names them. */
  readonly types: readonly string[];
  readonly accounts: readonly string[];
}

/** Lists the events themselves. */
@Injectable()
export class EventListService {
  constructor(
    private readonly asking: Asking,
    private readonly numbers: RulesOfNumbers,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /** As in the numbers. */
  private get dating(): { readonly dates_state_by_receipt: boolean } {
    return { dates_state_by_receipt: this.numbers.areStatesDatedByReceipt };
  }

  /**
   * Events by the time of their first receipt, oldest first.
   * @throws InvalidRange, BadInput, ResultTooLarge, ClickHouseError
   */
  async received(
    range: TimeRange,
    filter: EventFilter,
    page: ListPage,
    bodies: BodyLimit,
  ): Promise<ReadEvent[]> {
    requireRange(range);
    requireListPage(page);
    const events = await askWithBodies(bodies, page, (wanted, options) => {
      const parameters = { ...parametersOf(range, filter), ...this.dating, ...page, ...wanted };
      return this.asking.page<ListedEvent>('queries/events', filter.accounts, parameters, options);
    });
    const rules = this.rules.current;
    return events.map((event) => readEventOf(event, rules));
  }

  /**
   * All of them, in portions, with constant memory. A copy of one that came seconds ago and is not in the facts yet is
   * not always seen as one.
   * @param bodies whether they are read; else payloads are null
   * @throws InvalidRange; ClickHouseError, also after some portions
   */
  async *allReceived(
    range: TimeRange,
    filter: EventFilter,
    bodies: boolean,
    signal: AbortSignal,
  ): AsyncGenerator<ChatEvent[]> {
    requireRange(range);
    const rules = this.rules.current;
    for (const window of timeWindows(range, await this.countsIn(range, filter))) {
      const parameters = { ...parametersOf(window, filter), ...this.dating, ...NO_LIMIT, bodies };
      const { accounts } = filter;
      const portions = this.asking.stream<ListedEvent>('queries/events', accounts, parameters, { signal });
      for await (const events of portions) yield events.map((event) => chatEventOf(event, rules));
    }
  }

  /** Whether any contact of a chat is of one of these operators: see `membersWithin`. */
  async isChatOf(account: string, chatId: string, members: readonly string[]): Promise<boolean> {
    const parameters = { account, chat_id: chatId, members };
    const found = await this.asking.ofAccount(account, (clickhouse) =>
      clickhouse.query('queries/chat_is_of', parameters),
    );
    return found.length > 0;
  }

  /** Every event of one chat in the order in which they happened. */
  async ofChat(account: string, chatId: string, page: ListPage, bodies: BodyLimit): Promise<ReadEvent[]> {
    requireListPage(page);
    const events = await askWithBodies(bodies, page, (wanted, options) => {
      const parameters = { account, chat_id: chatId, ...this.dating, ...page, ...wanted };
      return this.asking.ofAccount(account, (clickhouse) =>
        clickhouse.query<ListedEvent>('queries/chat_events', parameters, options),
      );
    });
    const rules = this.rules.current;
    return events.map((event) => readEventOf(event, rules));
  }

  /** The same, however many there are, with their bodies: for who takes a whole chat away. */
  async wholeChat(account: string, chatId: string): Promise<ReadEvent[]> {
    const parameters = { account, chat_id: chatId, ...this.dating, ...NO_LIMIT, bodies: true };
    const events = await this.asking.ofAccount(account, (clickhouse) =>
      clickhouse.query<ListedEvent>('queries/chat_events', parameters),
    );
    const rules = this.rules.current;
    return events.map((event) => readEventOf(event, rules));
  }

  private async countsIn(range: TimeRange, filter: EventFilter): Promise<CountFrom[]> {
    const grain = GRAINS_MS.find((one) => (range.to - range.from) / one <= MAX_BUCKETS);
    const rows = await this.asking.query<{ time: string; deliveries: string }>(
      'queries/deliveries_by_time',
      filter.accounts,
      { ...parametersOf(range, filter), grain_ms: grain ?? GRAINS_MS.at(-1) ?? 1 },
    );
    return rows.map(({ time, deliveries }) => ({ time: Number(time), count: Number(deliveries) }));
  }
}

function parametersOf({ from, to }: TimeRange, { types, accounts }: EventFilter): SqlParameters {
  return { from: new Date(from), to: new Date(to), types, accounts };
}
