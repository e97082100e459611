import { ClusterTurns } from '../../platform/clickhouse/cluster/cluster-turns';
import type { ClaimedTurn } from '../../platform/clickhouse/cluster/cluster-turns';
import { isInSync } from '../../platform/clickhouse/cluster/replica-in-sync';
import type { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { LeaseLost } from './fenced-session';
import type { LeaseRow } from './lease-table';

/** That it is this session's turn, as everybody sees it. */
export interface Claim {
  /** @throws LeaseLost when somebody has claimed a turn since; ClickHouseError */
  require(): Promise<void>;
}

/** On a single server the session is all that is needed. */
const OF_ONE_SERVER: Claim = { require: () => Promise.resolve() };

/**
 * Claims turns in Keeper where there are several servers, and sees to it that the own one knows what those before it
 * did. To be done after the own lease is written, and before those of others are looked at.
 */
export class SharedClaims {
  private readonly turns: ClusterTurns;

  constructor(private readonly clickhouse: ClickHouse) {
    this.turns = new ClusterTurns(clickhouse);
  }

  /**
   * @param isComputing whether the session of the turn before is at it: a claim would take it away from that one
   * @returns `undefined` when somebody else was first, or this server does not know enough yet
   */
  async claim(
    { session, version, cleanVersion }: LeaseRow,
    isComputing: (session: string) => Promise<boolean>,
  ): Promise<Claim | undefined> {
    if (!this.turns.areClaimed) return OF_ONE_SERVER;
    const before = await this.turns.last();
    if (before !== undefined) {
      await this.learnOf(before);
      if (before.session !== session && (await isComputing(before.session))) return undefined;
    }
    const mine: ClaimedTurn = { number: (before?.number ?? 0n) + 1n, session, version, cleanVersion };
    if (!(await this.turns.claim(mine))) return undefined;
    // What a turn at another node has written is to be here before anything is compared with it.
    if (before !== undefined && !this.isOfThisNode(before.session) && !(await isInSync(this.clickhouse)))
      return undefined;
    return {
      require: async () => {
        if (!(await this.turns.isLast(mine))) throw new LeaseLost(false);
      },
    };
  }

  /** Where only one node is to have what is written, the lease of the turn before may be gone with its node. */
  private async learnOf({ session, version, cleanVersion }: ClaimedTurn): Promise<void> {
    if (await this.knows(session)) return;
    await this.clickhouse.sync(['compute_leases']).catch(() => undefined);
    if (await this.knows(session)) return;
    const row = { session, version, clean_version: cleanVersion };
    await this.clickhouse.command('lease/note_unknown', row);
  }

  private isOfThisNode(session: string): boolean {
    return session.split('/', 1)[0] === this.clickhouse.replica?.name;
  }

  private async knows(session: string): Promise<boolean> {
    const [row] = await this.clickhouse.query<{ is_known: number }>('lease/knows', { session });
    return row?.is_known === 1;
  }
}
