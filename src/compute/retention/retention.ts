import { Inject, Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { SETTINGS } from '../../platform/config/config.module';
import { LIMITED_KINDS } from '../../platform/config/kept-days';
import type { LimitedKind } from '../../platform/config/kept-days';
import type { Settings } from '../../platform/config/settings';
import { keptDaysOf } from '../../platform/rules/kept-days';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { OldEvents } from './old-events';
import { OldFacts } from './old-facts';
import { OldTexts } from './old-texts';
import type { DueMonth, Removal, Removed, RemoveOptions, RetentionLimit } from './retention-limit';

const DAY_MS = 86_400_000;
/** 1970 began on a Thursday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;
/** To delete rows ClickHouse writes parts anew: texts go daily, all else at the beginning of a week. */
const WEEK_MS = 7 * DAY_MS;

/**
 * Takes away what is older than the settings and rules say: texts, then events, then facts, as each is made of the one
 * before it.
 */
@Injectable()
export class Retention implements Removal {
  private readonly removals: Readonly<Record<LimitedKind, Removal>>;

  constructor(
    private readonly clickhouse: ClickHouse,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'retention'>,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
    texts: OldTexts,
    events: OldEvents,
    facts: OldFacts,
  ) {
    this.removals = { texts, events, facts };
  }

  /** What is to be kept of each account of which anything is stored, in the order in which it goes. */
  async limits(): Promise<RetentionLimit[]> {
    const accounts = await this.clickhouse.query<{ account: string }>('retention/accounts');
    return accounts.flatMap(({ account }) => {
      const kept = keptDaysOf(this.settings, this.rules.current, account);
      return LIMITED_KINDS.flatMap((kind) => {
        const days = kept[kind];
        return days === undefined ? [] : [{ account, kind, days, before: beginOf(kind, days) }];
      });
    });
  }

  due(limit: RetentionLimit): Promise<DueMonth[]> {
    return this.removals[limit.kind].due(limit);
  }

  remove(limit: RetentionLimit, options: RemoveOptions): Promise<Removed> {
    return this.removals[limit.kind].remove(limit, options);
  }
}

/** Of the UTC day, or week, since which so many days are kept. */
function beginOf(kind: LimitedKind, days: number): Date {
  const since = Date.now() - days * DAY_MS;
  if (kind === 'texts') return new Date(since - (since % DAY_MS));
  return new Date(since - ((since - FIRST_MONDAY_MS) % WEEK_MS));
}
