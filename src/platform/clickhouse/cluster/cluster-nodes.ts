import type { ClusterSettings } from '../../config/settings';
import { ClickHouse } from '../clickhouse';
import type { ClickHouseAccess } from '../clickhouse-access';
import { ClickHouseError } from '../clickhouse-error';
import { problemOfCluster, problemOfDatabase, problemOfShards } from './cluster-problems';
import type { ClusterRow } from './cluster-problems';
import { ClusterSettingsWrong } from './cluster-settings-wrong';

/** Milliseconds in which a node answers, if it is there. */
const ANSWERS_WITHIN = 3_000;
/** ClickHouse's error: there is no such macro. */
const NO_ELEMENTS_IN_CONFIG = 139;

interface NodeRow extends ClusterRow {
  readonly replica: string;
  readonly shard: string;
}

/** One server of a cluster, as far as it is known. */
export class ClusterNode {
  /** As its macro `{replica}` says; `undefined` until it has answered for the first time. */
  name: string | undefined;
  /** Whether it answered when it was last asked. */
  isThere = false;
  /** Whether it has all tables, and those of the numbers that are in place. */
  isUpToDate = false;
  /** Since when, by the clock of this process, it has not answered; 0: it does. */
  awaySince = 0;

  constructor(
    readonly url: URL,
    readonly database: ClickHouse,
    /** The same server, but for its own database: that may not be there yet. */
    readonly system: ClickHouse,
  ) {}
}

/** The servers that `CLICKHOUSE_URL` names, of several shards for one of these: its replicas. */
export class ClusterNodes {
  readonly nodes: readonly ClusterNode[];
  private shard: string | undefined;

  constructor(
    readonly settings: ClusterSettings,
    private readonly as: { readonly user: string; readonly password: string; readonly database: string },
  ) {
    this.nodes = settings.urls.map((url) => {
      const [database, system] = [new ClickHouse(as.database), new ClickHouse('system')];
      const node = new ClusterNode(url, database, system);
      for (const connection of [database, system]) connection.connectTo(this.plainAccess(url));
      return node;
    });
  }

  /** Asks all nodes whether they are there. @throws ClusterSettingsWrong, ClickHouseError when a node refuses */
  async look(): Promise<void> {
    await Promise.all(this.nodes.map((node) => this.ask(node)));
    const names = this.nodes.flatMap(({ name }) => name ?? []);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
      throw new ClusterSettingsWrong(
        `Two addresses of CLICKHOUSE_URL lead to the same node, or two nodes have the same macro {replica}, "${twice}": ` +
          'give each node one of its own, and name each once.',
      );
  }

  /** Those that answered, in the order of the settings. */
  get there(): readonly ClusterNode[] {
    return this.nodes.filter(({ isThere }) => isThere);
  }

  /** `undefined` where none of this name has ever answered. */
  named(name: string): ClusterNode | undefined {
    return this.nodes.find((node) => node.name === name);
  }

  /** Their macro `{shard}`; `undefined` until one has answered for the first time. */
  get shardMacro(): string | undefined {
    return this.shard;
  }

  /** Below which they keep in Keeper what they agree on. */
  get keeperPath(): string {
    const path = `/signalzen_analytics/${this.as.database}`;
    if (this.settings.shard === undefined) return path;
    if (this.shard === undefined) throw new Error('nodes that have never answered agree on nothing');
    return `${path}/shards/${this.shard}`;
  }

  accessTo({ url, name }: ClusterNode): ClickHouseAccess {
    if (name === undefined) throw new Error('a node that has never answered cannot be used');
    return { ...this.plainAccess(url), replica: { name, cluster: this } };
  }

  async close(): Promise<void> {
    await Promise.all(
      this.nodes.flatMap(({ database, system }) => [database, system]).map((one) => one.close()),
    );
  }

  private plainAccess(url: URL): ClickHouseAccess {
    const { user, password } = this.as;
    return { url, user, password };
  }

  private async ask(node: ClusterNode): Promise<void> {
    try {
      const [row] = await node.system.query<NodeRow>(
        'cluster/node',
        { cluster: this.settings.name, database: this.as.database },
        { timeoutMs: ANSWERS_WITHIN },
      );
      if (row === undefined) throw new Error('cluster/node answered with no row');
      this.check(row, node.url);
      node.name = row.replica;
      node.isThere = true;
      node.awaySince = 0;
    } catch (error) {
      if (isMissingMacro(error)) throw missingMacro(node.url);
      if (!(error instanceof ClickHouseError)) throw error;
      node.isThere = false;
      node.isUpToDate = false;
      node.awaySince ||= performance.now();
      if (error.code === 'CLICKHOUSE_REFUSED' && error.serverType === 'AUTHENTICATION_FAILED') throw error;
    }
  }

  private check(row: NodeRow, url: URL): void {
    const { replica, shard } = row;
    const { settings } = this;
    const wrong =
      (settings.shard === undefined
        ? problemOfCluster(row, settings, url)
        : problemOfShards(row, settings, settings.shard, url)) ?? problemOfDatabase(row, this.as.database);
    if (wrong !== undefined) throw new ClusterSettingsWrong(wrong);
    if (!/^[\w.-]+$/.test(replica) || !/^[\w.-]+$/.test(shard)) throw missingMacro(url);
    this.shard ??= shard;
    if (shard !== this.shard)
      throw new ClusterSettingsWrong(
        `The servers of ${settings.shard ? `shard ${settings.shard.number} in CLICKHOUSE_URL` : 'CLICKHOUSE_URL'} have ` +
          `different macros {shard}: "${this.shard}" and "${shard}", at ${url.origin}. The replicas of one shard have ` +
          'the same.',
      );
  }
}

function isMissingMacro(error: unknown): boolean {
  return error instanceof ClickHouseError && error.serverCode === NO_ELEMENTS_IN_CONFIG;
}

function missingMacro(url: URL): ClusterSettingsWrong {
  return new ClusterSettingsWrong(
    `The ClickHouse at ${url.origin} has no macros {shard} and {replica} of letters, digits, ".", "_" and "-": define ` +
      'both in <macros> of its configuration. See docs/scaling.md.',
  );
}
