import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../../platform/access/caller';
import { WHAT_OPENS } from '../../platform/access/forbidden';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';

/** A report is open as long as its reader takes. */
export const WEIGHT_OF_REPORT = 10;
const MINUTE_MS = 60_000;
/** More than grants that are in use: then those that have used nothing are forgotten. */
const MAX_CALLERS = 10_000;
const TRY_AGAIN_SECONDS = 2;

/** A caller asks too much at once, or has asked too much within the last minute. */
class CallerLimited extends Error {
  readonly code = 'RATE_LIMITED';

  constructor(
    message: string,
    readonly retryAfterSeconds: number,
  ) {
    super(message);
  }
}

/** Something that is being answered. */
export interface UnderWay {
  /** What it has cost besides. */
  charge(cost: number): void;
  /** It is answered. May be called again. */
  end(): void;
}

interface Use {
  weight: number;
  /** What it has cost lately; falls to 0 by a minute's worth in each minute. */
  spent: number;
  at: number;
}

/**
 * What each caller may ask at once and by the minute, so that one Grafana or one leaked token does not keep the others
 * from their answers. Whoever has an `API_TOKEN` runs the service, and is not limited.
 */
@Injectable()
export class CallerLimits {
  /** Refused since the start of the process, by what was too much. */
  readonly refused = { concurrency: 0, cost: 0 };
  private readonly uses = new Map<string, Use>();

  constructor(
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'tokenConcurrency' | 'tokenCostPerMinute'>,
  ) {}

  /**
   * @param weight how many questions it counts as
   * @param cost of GraphQL as the operation is estimated; see `operationCost`
   * @throws CallerLimited
   */
  enter(caller: Caller, weight: number, cost: number): UnderWay {
    if (caller.kind === 'setting') return { charge: () => undefined, end: () => undefined };
    const { tokenConcurrency, tokenCostPerMinute } = this.settings;
    const use = this.useOf(caller);
    const own = Math.min(weight, tokenConcurrency);
    if (use.weight + own > tokenConcurrency) {
      this.refused.concurrency += 1;
      throw new CallerLimited(
        `${WHAT_OPENS[caller.kind]} has as many questions under way as it may, ${tokenConcurrency} (a report counts as ${WEIGHT_OF_REPORT}). Try again in a moment.`,
        TRY_AGAIN_SECONDS,
      );
    }
    if (use.spent >= tokenCostPerMinute) {
      this.refused.cost += 1;
      const seconds = Math.max(1, Math.ceil(((use.spent - tokenCostPerMinute) / tokenCostPerMinute) * 60));
      throw new CallerLimited(
        `${WHAT_OPENS[caller.kind]} has spent what it may within a minute, a cost of ${tokenCostPerMinute}. Try again in ${seconds} s, or ask for less: coarser buckets, a shorter range, fewer fields.`,
        seconds,
      );
    }
    use.weight += own;
    use.spent += cost;
    let isOver = false;
    return {
      charge: (more) => {
        use.spent += more;
      },
      end: () => {
        if (!isOver) use.weight -= own;
        isOver = true;
      },
    };
  }

  private useOf({ kind, id }: Caller): Use {
    const key = `${kind}/${id}`;
    const now = performance.now();
    const use = this.uses.get(key) ?? { weight: 0, spent: 0, at: now };
    use.spent = Math.max(0, use.spent - ((now - use.at) / MINUTE_MS) * this.settings.tokenCostPerMinute);
    use.at = now;
    this.uses.set(key, use);
    if (this.uses.size > MAX_CALLERS) this.forgetIdle(now);
    return use;
  }

  private forgetIdle(now: number): void {
    for (const [key, { weight, at }] of this.uses)
      if (weight === 0 && now - at > MINUTE_MS) this.uses.delete(key);
  }
}
