import { Injectable } from '@nestjs/common';
import type { Bounds } from '../../platform/access/caller';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { RulesOfNumbers } from '../../compute/facts/rules-of-numbers';
import type { KeptSince } from '../../store/cleaning/retention-notes';
import { isAccountWithin } from '../measures/stats/list-bounds';
import { Asking } from '../shards/asking';
import { inOrderOfText } from '../shards/put-together';
import { SourcesOfShards } from '../shards/sources';
import type { Sources } from '../shards/sources';
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
    private readonly asking: Asking,
    private readonly sources: SourcesOfShards,
    private readonly numbers: RulesOfNumbers,
    private readonly rules: RulesInForce,
  ) {}

  /** Of the accounts within bounds those whose older texts are not kept. */
  async keptSince(bounds: Bounds): Promise<KeptSince[]> {
    const { teams } = this.rules.current;
    const all = await this.ofEach(bounds.accounts, ({ retention }) => retention.keptSince());
    const byAccount = all.length === 1 ? all.flat() : inOrderOfText(all, ({ account }) => account);
    return byAccount.filter(({ account }) => isAccountWithin(account, bounds, teams));
  }

  /** Every type that ever came by webhook for the accounts within bounds, by account and type. */
  async receivedTypes(bounds: Bounds): Promise<ReceivedType[]> {
    const rows = await this.asking.query<TypeRow>('queries/received_types', bounds.accounts);
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
  async deliveriesNotUnderstood(accounts: readonly string[] = []): Promise<number> {
    const [row] = await this.asking.query<{ deliveries: string }>('queries/not_understood', accounts);
    return Number(row?.deliveries ?? 0);
  }

  /** State events of the last seven days that are dated before a message of their chat that came before them. */
  async stateEventsDatedBefore(accounts: readonly string[] = []): Promise<number> {
    // What they state does not matter then.
    if (this.numbers.areStatesDatedByReceipt) return 0;
    const [row] = await this.asking.query<{ events: string }>('queries/dated_before', accounts);
    return Number(row?.events ?? 0);
  }

  /** Whether there is an account in which the copilot is at work and none of its messages is taken for its own. */
  async isCopilotUnrecognised(accounts: readonly string[] = []): Promise<boolean> {
    const parameters = { many: MANY_CHATS };
    return (await this.asking.query('queries/copilot_unrecognised', accounts, parameters)).length > 0;
  }

  /** What is wrong with the file of rules, while those that were read before remain in force. */
  rulesProblems(): readonly string[] {
    return this.rules.problems;
  }

  /** Whether numbers may be of settings that hold no more. */
  async isRebuildDue(accounts: readonly string[] = []): Promise<boolean> {
    return (await this.ofEach(accounts, ({ used }) => used.isRebuildDue())).includes(true);
  }

  /** Whether numbers of several settings or definitions stand beside each other. */
  async areNumbersMixed(accounts: readonly string[] = []): Promise<boolean> {
    const told = await this.ofEach(accounts, async ({ used }, isAlone) => ({
      areMixed: await used.areMixed(),
      // Each database switches by itself.
      parameters: isAlone ? '' : JSON.stringify((await used.ofNumbers())?.parameters),
    }));
    return told.some(({ areMixed, parameters }) => areMixed || parameters !== told[0]?.parameters);
  }

  /** The rebuild that somebody is at, if anybody is; of several databases, all of them together. */
  async rebuildUnderWay(accounts: readonly string[] = []): Promise<RebuildUnderWay | undefined> {
    const told = await this.ofEach(accounts, ({ rebuilds }) => rebuilds.underWay());
    const [first, ...others] = told.filter((rebuild) => rebuild !== undefined);
    if (first === undefined) return undefined;
    return others.reduce((all, { chats, of, startedAt }) => {
      const isEarlier = startedAt < all.startedAt;
      return { ...all, chats: all.chats + chats, of: all.of + of, ...(isEarlier && { startedAt }) };
    }, first);
  }

  private ofEach<Told>(
    accounts: readonly string[],
    tell: (sources: Sources, isAlone: boolean) => Promise<Told>,
  ): Promise<readonly Told[]> {
    return this.asking.each(accounts, ({ shard, isAlone }) => tell(this.sources.of(shard), isAlone));
  }
}
