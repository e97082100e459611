import type { CallOptions, ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { Turn } from '../lease/turn';

interface Delivery {
  readonly account: string;
  readonly thread: string;
  readonly segment_id: string;
  readonly sequence: string;
  readonly is_right: number;
  readonly wanted: string;
  readonly others: readonly string[];
}

/** Of one statement: see the limit of a parameter. */
const MAX_AT_ONCE = 500;
const UNTIL_DONE: CallOptions = { settings: { mutations_sync: '2' } };

/**
 * Tells state events without a time apart, where several receivers take deliveries. Each decides for itself which of
 * them are copies, and knows only what came to it: what it takes for a copy may have had something in between, and the
 * copy of what another has received is an event of its own to it. So all of a chat is looked at here, in the order of
 * receipt: docs/decisions/0017-copies-over-receivers.md.
 */
export class UntimedEvents {
  private areSeveral = false;

  constructor(private readonly clickhouse: ClickHouse) {}

  /** Puts those of a run's chats right. Doing it again changes nothing. */
  async putRight(turn: Turn, version: bigint): Promise<void> {
    if (!(await this.areSeveralReceivers())) return;
    const found = await this.clickhouse.query<Delivery>('facts/untimed_deliveries', { version });
    for (let from = 0; from < found.length; from += MAX_AT_ONCE)
      await this.rename(turn, found.slice(from, from + MAX_AT_ONCE), version);
  }

  /** There may be more of them at any time, and never less. */
  private async areSeveralReceivers(): Promise<boolean> {
    if (!this.areSeveral) {
      const [row] = await this.clickhouse.query<{ are_several: number }>('facts/are_several_receivers');
      this.areSeveral = row?.are_several === 1;
    }
    return this.areSeveral;
  }

  private async rename(turn: Turn, found: readonly Delivery[], version: bigint): Promise<void> {
    const changes = found.flatMap((delivery) => [
      ...delivery.others.map((event) => ({ ...delivery, event, isLeft: true })),
      ...(delivery.is_right === 1 ? [] : [{ ...delivery, event: delivery.wanted, isLeft: false }]),
    ]);
    await turn.command('facts/renamed_events', {
      ...placesOf(changes),
      accounts: changes.map(({ account }) => account),
      threads: changes.map(({ thread }) => thread),
      events: changes.map(({ event }) => event),
      left: changes.map(({ isLeft }) => (isLeft ? 1 : 0)),
      version,
    });
    const renamed = found.filter(({ is_right }) => is_right === 0);
    if (renamed.length === 0) return;
    const parameters = { ...placesOf(renamed), events: renamed.map(({ wanted }) => wanted) };
    await turn.command('facts/renamed_deliveries', parameters, UNTIL_DONE);
  }
}

function placesOf(deliveries: readonly Delivery[]): { segment_ids: bigint[]; sequences: bigint[] } {
  return {
    segment_ids: deliveries.map(({ segment_id }) => BigInt(segment_id)),
    sequences: deliveries.map(({ sequence }) => BigInt(sequence)),
  };
}
