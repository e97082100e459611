import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../../config/settings';
import type { Log } from '../../logging/log';
import { backoff } from '../backoff';
import type { ClickHouse } from '../clickhouse';
import { ClickHouseError } from '../clickhouse-error';
import { ClusterNodes } from './cluster-nodes';
import { ClusterSettingsWrong } from './cluster-settings-wrong';
import { KnownPlaces } from './known-places';
import { openNode } from './migrate-nodes';

/** ClickHouse's error of Keeper: the row is there already. */
const KEEPER_EXCEPTION = 999;
const STRICT = { keeper_map_strict_mode: 1 } as Record<string, number>;
/** Milliseconds between attempts to ask Keeper. */
const RETRY = { first: 500, most: 5_000 };

/** The same for all shards. */
const CREATE = (database: string): string => `
CREATE TABLE IF NOT EXISTS account_shards
(
    account  String,
    shard    UInt32 COMMENT 'Its place in CLICKHOUSE_URL, from 1',
    noted_at DateTime64(3, 'UTC')
)
ENGINE = KeeperMap('/signalzen_analytics/${database}/account_shards')
PRIMARY KEY account`;

/** The place of an account: the number of its shard, from 1. */
export interface PlacedAccount {
  readonly account: string;
  readonly shard: number;
}

export type AccountShardSettings = Pick<Settings, 'accounts' | 'dataDir' | 'shards'>;

/**
 * Which shard each account is on: docs/decisions/0020-shards-by-account.md. All processes agree on it in Keeper, which
 * is asked through any node of any shard; an account that is new goes to the shard with the fewest. Until Keeper
 * answers, what `DATA_DIR/account-shards.json` remembers holds.
 */
export class AccountShards {
  readonly #places: KnownPlaces;
  readonly #stopping = new AbortController();
  #asked: ClusterNodes | undefined;
  readonly #agreed: Promise<void>;
  #allKnown: (() => void) | undefined;
  readonly #known: Promise<void>;

  constructor(
    private readonly settings: AccountShardSettings,
    private readonly log: Log,
  ) {
    this.#places = KnownPlaces.in(settings.dataDir, log);
    this.#known = new Promise((resolve) => (this.#allKnown = resolve));
    if ([...settings.accounts.keys()].every((account) => this.shardOf(account) !== undefined))
      this.#allKnown?.();
    this.#agreed = this.#agree();
  }

  /** The name of the shard; `undefined`: not known, or of an account that there never was. */
  shardOf(account: string): string | undefined {
    return this.#places.shards.get(account);
  }

  /** Every account that has a shard, also those that the settings name no more. */
  get all(): Iterable<string> {
    return this.#places.shards.keys();
  }

  /** Resolves when it is known of all accounts of the settings on which shard they are. */
  known(): Promise<void> {
    return this.#known;
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    // Without Keeper, a node takes its time to say so.
    await this.#asked?.close();
    await this.#agreed;
  }

  /** Never rejects; ends when Keeper has said where all are, or when it is closed. */
  async #agree(): Promise<void> {
    const { signal } = this.#stopping;
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      if (await this.#tryAll(attempt)) return;
      await sleep(backoff(attempt, RETRY), undefined, { signal }).catch(() => undefined);
    }
  }

  /** Through the first node that can ask Keeper. */
  async #tryAll(attempt: number): Promise<boolean> {
    let reason: unknown = new Error('no node of any shard answers');
    for (const { clickhouse } of this.settings.shards) {
      const { cluster, user, password, database } = clickhouse;
      if (cluster === undefined) throw new Error('a shard is a cluster');
      if (this.#stopping.signal.aborted) return false;
      const nodes = new ClusterNodes(cluster, { user, password, database });
      this.#asked = nodes;
      try {
        await nodes.look();
        for (const node of nodes.there) {
          await openNode(nodes, node);
          this.#take(await placed(node.database, this.settings, this.#places.shards));
          return true;
        }
      } catch (error) {
        if (!(error instanceof ClickHouseError) && !(error instanceof ClusterSettingsWrong)) throw error;
        reason = error;
      } finally {
        await nodes.close();
      }
    }
    if (attempt === 1 && !this.#stopping.signal.aborted)
      this.log.warn(
        { reason: reason instanceof Error ? reason.message : reason },
        'it cannot be asked which shard each account is on: what was last known holds; trying again',
      );
    return false;
  }

  #take(rows: readonly PlacedAccount[]): void {
    const names = new Set(this.settings.shards.map(({ name }) => name));
    for (const { account, shard } of rows)
      if (!names.has(String(shard)) && this.settings.accounts.has(account))
        this.log.error(
          { account, shard },
          'an account is on a shard that CLICKHOUSE_URL does not name: nothing of it is received or computed',
        );
    this.#places.replace(
      new Map(
        rows
          .filter(({ shard }) => names.has(String(shard)))
          .map(({ account, shard }) => [account, String(shard)]),
      ),
    );
    this.#allKnown?.();
  }
}

/**
 * Gives each account that has none a shard. @returns where all of them are
 * @param remembered where they were when Keeper was last asked: what has rows there must not go elsewhere
 */
async function placed(
  node: ClickHouse,
  { accounts, shards }: AccountShardSettings,
  remembered: ReadonlyMap<string, string>,
): Promise<readonly PlacedAccount[]> {
  let rows = await placesIn(node);
  for (const account of accounts.keys()) {
    if (rows.some((row) => row.account === account)) continue;
    const shard = Number(remembered.get(account) ?? withFewest(rows, shards.length));
    const failed = await node
      .command('cluster/place_account', { account, shard }, { settings: STRICT })
      .then(() => undefined, orRefused);
    rows = await node.query<PlacedAccount>('cluster/account_shards');
    // Else another process was first, or the answer of an attempt that went through was lost.
    if (failed !== undefined && !rows.some((row) => row.account === account)) throw failed;
  }
  return rows;
}

/** Where all accounts are that have a shard, as Keeper says it. */
export async function placesIn(node: ClickHouse): Promise<readonly PlacedAccount[]> {
  await node.commandText(CREATE(node.database), {}, 'cluster: create the shards of accounts');
  return node.query<PlacedAccount>('cluster/account_shards');
}

/**
 * Gives accounts the places that they had elsewhere.
 * @returns those that have another one already: then none was given
 */
export async function placeAgain(
  node: ClickHouse,
  wanted: readonly PlacedAccount[],
): Promise<readonly PlacedAccount[]> {
  const present = new Map((await placesIn(node)).map(({ account, shard }) => [account, shard]));
  const others = wanted.filter(({ account, shard }) => (present.get(account) ?? shard) !== shard);
  if (others.length > 0) return others;
  for (const one of wanted.filter(({ account }) => !present.has(account)))
    await node.command('cluster/place_account', { ...one }, { settings: STRICT });
  return [];
}

function withFewest(rows: readonly PlacedAccount[], shards: number): number {
  const counts = Array.from(
    { length: shards },
    (_, index) => rows.filter(({ shard }) => shard === index + 1).length,
  );
  return 1 + counts.indexOf(Math.min(...counts));
}

/** By Keeper, for whichever reason. */
function orRefused(error: unknown): ClickHouseError {
  if (error instanceof ClickHouseError && error.serverCode === KEEPER_EXCEPTION) return error;
  throw error;
}
