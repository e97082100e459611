import { Injectable } from '@nestjs/common';
import type { TimeRange } from '../../answer/measures/calendar/time-range';
import { Asking } from '../../answer/shards/asking';
import { isPartial } from '../../answer/shards/current-question';

/** When events of a window came last, in milliseconds; 0: none came after it was over. */
export interface LateEvents {
  readonly byWebhook: number;
  /** By webhook, or from SignalZen's API as in a backfill. */
  readonly inAnyWay: number;
}

interface Row {
  readonly account: string;
  readonly by_webhook_ms: string;
  readonly last_ms: string;
}

interface Known {
  readonly to: number;
  readonly lookedAt: number;
  /** What was received up to then was looked at. */
  readonly until: number;
  readonly byAccount: ReadonlyMap<string, LateEvents>;
}

/** In milliseconds. */
const LOOK_EVERY = 10 * 60_000;
/** What was received so long before is looked at once more: it was stored since. */
const STORED_WITHIN = 60 * 60_000;
const KEPT_FOR = 32 * 86_400_000;
const NONE: LateEvents = { byWebhook: 0, inAnyWay: 0 };

/** Tells which closed windows events still came for: looked up every ten minutes, for all rules together. */
@Injectable()
export class LateEventsOfWindows {
  private known = new Map<string, Known>();

  constructor(private readonly asking: Asking) {}

  /** @param accounts none: of any @param now in milliseconds @throws ClickHouseError */
  async of(window: TimeRange, accounts: readonly string[], now: number): Promise<LateEvents> {
    const { byAccount } = await this.look(window, now);
    const own = [...byAccount].filter(([account]) => accounts.length === 0 || accounts.includes(account));
    return own.reduce((all, [, one]) => later(all, one), NONE);
  }

  private async look({ from, to }: TimeRange, now: number): Promise<Known> {
    const key = `${from}/${to}`;
    const before = this.known.get(key);
    if (before !== undefined && now - before.lookedAt < LOOK_EVERY) return before;
    const after = before === undefined ? to : Math.max(to, before.until - STORED_WITHIN);
    const rows = await this.asking.query<Row>('notify/late_events', [], {
      ...{ after: new Date(after), from: new Date(from), to: new Date(to) },
    });
    const byAccount = new Map(before?.byAccount);
    for (const { account, by_webhook_ms: byWebhook, last_ms: last } of rows) {
      const one = { byWebhook: Number(byWebhook), inAnyWay: Number(last) };
      byAccount.set(account, later(byAccount.get(account) ?? NONE, one));
    }
    const found = { to, lookedAt: now, until: now, byAccount };
    this.forgetBefore(to);
    // What is left out is to be looked up as soon as it is there.
    if (!isPartial()) this.known.set(key, found);
    return found;
  }

  /** Of windows before the latest ones nobody asks any more. */
  private forgetBefore(to: number): void {
    for (const [key, known] of this.known) if (known.to < to - KEPT_FOR) this.known.delete(key);
  }
}

function later(one: LateEvents, other: LateEvents): LateEvents {
  return {
    byWebhook: Math.max(one.byWebhook, other.byWebhook),
    inAnyWay: Math.max(one.inAnyWay, other.inAnyWay),
  };
}
