import { Injectable } from '@nestjs/common';
import type { Bounds } from '../../platform/access/caller';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { RulesOfNumbers } from '../../compute/facts/rules-of-numbers';
import { UsedSettings } from '../../compute/facts/used-settings';
import { RetentionNotes } from '../../store/cleaning/retention-notes';
import type { KeptSince } from '../../store/cleaning/retention-notes';
import { RebuildNotes } from '../../compute/rollups/rebuild-notes';
import { isAccountWithin } from '../measures/stats/list-bounds';
import type { RebuildUnderWay } from '../../compute/rollups/rebuild-notes';

/** One type of event of an account, as webhooks bring it. */
export interface ReceivedType {
  readonly account: string;
  readonly type: string;
  readonly lastReceivedAt: Date;
  /** Deliveries of the last seven days. */
  readonly deliveries7d: number;
}

interface TypeRow {
  readonly account: string;
  readonly event_type: string;
  readonly last_received: string;
  readonly recent: string;
}

/** In so many chats of a week, a copilot that was switched on would have said something. */
const MANY_CHATS = 5;

/**
 * What people must know to read the numbers rightly. All of it is counted while deliveries are rolled up: it is asked
 * for often.
 */
@Injectable()
export class WarningsService {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly usedSettings: UsedSettings,
    private readonly numbers: RulesOfNumbers,
    private readonly rebuilds: RebuildNotes,
    private readonly rules: RulesInForce,
    private readonly retention: RetentionNotes,
  ) {}

  /** Of the accounts within bounds those whose older texts are not kept. */
  async keptSince(bounds: Bounds): Promise<KeptSince[]> {
    const { teams } = this.rules.current;
    const all = await this.retention.keptSince();
    return all.filter(({ account }) => isAccountWithin(account, bounds, teams));
  }

  /** Every type that ever came by webhook for the accounts within bounds, by account and type. */
  async receivedTypes(bounds: Bounds): Promise<ReceivedType[]> {
    const rows = await this.clickhouse.query<TypeRow>('queries/received_types');
    const { teams } = this.rules.current;
    const within = rows.filter(({ account }) => isAccountWithin(account, bounds, teams));
    return within.map((row) => ({
      account: row.account,
      type: row.event_type,
      lastReceivedAt: new Date(row.last_received),
      deliveries7d: Number(row.recent),
    }));
  }

  /** Deliveries of the last seven days that could not be read as events. */
  async deliveriesNotUnderstood(): Promise<number> {
    const [row] = await this.clickhouse.query<{ deliveries: string }>('queries/not_understood');
    return Number(row?.deliveries ?? 0);
  }

  /** State events of the last seven days that are dated before a message of their chat that came before them. */
  async stateEventsDatedBefore(): Promise<number> {
    // What they state does not matter then.
    if (this.numbers.areStatesDatedByReceipt) return 0;
    const [row] = await this.clickhouse.query<{ events: string }>('queries/dated_before');
    return Number(row?.events ?? 0);
  }

  /** Whether there is an account in which the copilot is at work and none of its messages is taken for its own. */
  async isCopilotUnrecognised(): Promise<boolean> {
    const accounts = await this.clickhouse.query<{ account: string }>('queries/copilot_unrecognised', {
      many: MANY_CHATS,
    });
    return accounts.length > 0;
  }

  /** What is wrong with the file of rules, while those that were read before remain in force. */
  rulesProblems(): readonly string[] {
    return this.rules.problems;
  }

  /** Whether numbers may be of settings that hold no more. */
  isRebuildDue(): Promise<boolean> {
    return this.usedSettings.isRebuildDue();
  }

  /** Whether numbers of several settings or definitions stand beside each other. */
  areNumbersMixed(): Promise<boolean> {
    return this.usedSettings.areMixed();
  }

  /** The rebuild that somebody is at, if anybody is. */
  rebuildUnderWay(): Promise<RebuildUnderWay | undefined> {
    return this.rebuilds.underWay();
  }
}
