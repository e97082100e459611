import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, openSync, closeSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { untilTrue } from './until-true';
import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import type { ClickHouseAccess } from '../../src/platform/clickhouse/clickhouse-access';

/** As the tool of `TEST_CLUSTER_TOOL` writes it. Node `1.2` is shard 1, replica 2. */
interface ClusterFile {
  readonly cluster: string;
  readonly nodes: readonly ClusterNode[];
  readonly user: string;
  readonly password: string;
}

export interface ClusterNode {
  readonly node: string;
  readonly shard: number;
  readonly replica: number;
  readonly host: string;
  readonly http: number;
  readonly pid: number;
  /** All that it has on the disk. */
  readonly dir: string;
}

const FILE = process.env['TEST_CLUSTER'];
const TOOL = process.env['TEST_CLUSTER_TOOL'];
const run = promisify(execFile);
/** Milliseconds. */
const BETWEEN_LOOKS = 100;
const TOOL_TIMEOUT = 120_000;
const WRITER = 'SELECT writer FROM cluster_state ORDER BY epoch DESC LIMIT 1';

/**
 * A suite on the cluster that `TEST_CLUSTER` names, a JSON file with its nodes; it has the cluster for itself. Without
 * one it is skipped, and says so.
 * @param body gets a cluster that is usable within tests and hooks, with an empty database of its own on every node
 */
export function describeOnCluster(name: string, body: (cluster: TestCluster) => void): void {
  describeOn('one', name, body);
}

function describeOn(shards: 'one' | 'several', name: string, body: (cluster: TestCluster) => void): void {
  if (FILE === undefined || TOOL === undefined) {
    skip(
      `${FILE === undefined ? 'TEST_CLUSTER' : 'TEST_CLUSTER_TOOL'} is not set (see CONTRIBUTING.md)`,
      name,
      body,
    );
    return;
  }
  const cluster = new TestCluster(resolve(FILE), TOOL);
  if (cluster.shards.length > 1 !== (shards === 'several')) {
    skip(`the cluster of TEST_CLUSTER has ${cluster.shards.length} shards`, name, body);
    return;
  }
  describe(name, () => {
    beforeAll(() => cluster.begin());
    afterAll(() => cluster.end());
    body(cluster);
  });
}

function skip(reason: string, name: string, body: (cluster: TestCluster) => void): void {
  process.stderr.write(`\n*** SKIPPED, as ${reason}: ${name}\n\n`);
  describe.skip(name, () => {
    body(new TestCluster('', ''));
  });
}

/** The same on a cluster of several shards; {@link describeOnCluster} is for one of a single shard. */
export function describeOnShards(name: string, body: (cluster: TestCluster) => void): void {
  describeOn('several', name, body);
}

/** What takes minutes is done where `CLUSTER_TESTS` is `all`, and said to be left out elsewhere. */
export function describeOnClusterAtLength(name: string, body: (cluster: TestCluster) => void): void {
  describeAtLength(describeOnCluster, name, body);
}

/** The same on shards. */
export function describeOnShardsAtLength(name: string, body: (cluster: TestCluster) => void): void {
  describeAtLength(describeOnShards, name, body);
}

function describeAtLength(
  describeIt: typeof describeOnCluster,
  name: string,
  body: (cluster: TestCluster) => void,
): void {
  if (process.env['CLUSTER_TESTS'] === 'all' || FILE === undefined) describeIt(name, body);
  else skip('CLUSTER_TESTS is not "all" (see CONTRIBUTING.md)', name, body);
}

/** The same of a single test. */
export function itAtLength(name: string, test: () => Promise<void>): void {
  if (process.env['CLUSTER_TESTS'] === 'all' || FILE === undefined) {
    it(name, test);
    return;
  }
  process.stderr.write(`\n*** SKIPPED, as CLUSTER_TESTS is not "all" (see CONTRIBUTING.md): ${name}\n\n`);
  it.skip(name, test);
}

/** What needs three nodes, of which one may fail; it takes minutes as well. */
export function describeOnThree(name: string, body: (cluster: TestCluster) => void): void {
  const nodes = FILE === undefined ? undefined : new TestCluster(resolve(FILE), '').nodes.length;
  if (nodes === undefined || nodes >= 3) {
    describeOnClusterAtLength(name, body);
    return;
  }
  skip(`the cluster of TEST_CLUSTER has only ${nodes} nodes`, name, body);
}

/** The one that the environment names, for those that are no suites; `undefined`: there is none. */
export function clusterOfEnvironment(): TestCluster | undefined {
  return FILE === undefined || TOOL === undefined ? undefined : new TestCluster(resolve(FILE), TOOL);
}

/** Several real nodes, which may be hurt. */
export class TestCluster {
  readonly database = `flow_${randomBytes(4).toString('hex')}`;
  private readonly connections = new Map<string, ClickHouse>();

  constructor(
    private readonly file: string,
    private readonly tool: string,
  ) {}

  /** What `remote_servers` calls it. */
  get name(): string {
    return this.read().cluster;
  }

  get nodes(): readonly ClusterNode[] {
    return this.read().nodes;
  }

  /** The nodes of each, in order. */
  get shards(): readonly (readonly ClusterNode[])[] {
    const numbers = [...new Set(this.nodes.map(({ shard }) => shard))].sort((one, other) => one - other);
    return numbers.map((number) => this.nodes.filter(({ shard }) => shard === number));
  }

  get urls(): string[] {
    return this.nodes.map(urlOf);
  }

  /** For a service on it. */
  get environment(): Record<string, string> {
    const { cluster, user, password } = this.read();
    return {
      CLICKHOUSE_CLUSTER: cluster,
      CLICKHOUSE_URL: this.shards.map((nodes) => nodes.map(urlOf).join(',')).join(';'),
      ...(this.shards.length > 1 && { CLICKHOUSE_SHARD_BY: 'account' }),
      CLICKHOUSE_USER: user,
      CLICKHOUSE_PASSWORD: password,
      CLICKHOUSE_DATABASE: this.database,
    };
  }

  /** A connection to one node alone: `1.1`. It is closed with the suite. */
  on(node: string, database = this.database): ClickHouse {
    const key = `${node}/${database}`;
    const open = this.connections.get(key);
    if (open) return open;
    const clickhouse = new ClickHouse(database);
    clickhouse.connectTo(this.accessTo(node));
    this.connections.set(key, clickhouse);
    return clickhouse;
  }

  accessTo(node: string): ClickHouseAccess {
    const { user, password } = this.read();
    const { host, http } = this.node(node);
    return { url: new URL(`http://${host}:${http}`), user, password };
  }

  /** The parts of a table that are on the disk of a node, whether it still needs them or not. */
  async partsOnDisk(node: string, table: string): Promise<string[]> {
    const sql = `SELECT data_paths[1] AS path FROM system.tables WHERE database = currentDatabase() AND name = '${table}'`;
    const [row] = await this.on(node).queryText<{ path: string }>(sql, {}, 'where it is');
    const folder = resolve(this.node(node).dir, 'data', row?.path ?? '');
    return readdirSync(folder).filter((name) => /^\w+_\d+_\d+_\d+/.test(name));
  }

  /** The node that a service on it writes on. */
  async writer(): Promise<string> {
    for (const { node } of this.nodes) {
      const writer = await this.writerAt(node);
      if (writer !== undefined) return writer;
    }
    throw new Error('no node says which one is written on');
  }

  /** One that is not written on. */
  async otherNode(): Promise<string> {
    const writer = await this.writer();
    const other = this.nodes.find(({ node }) => node !== writer);
    if (other === undefined) throw new Error('the cluster has one node only');
    return other.node;
  }

  /** As one node says it; `undefined` where that does not answer. */
  async writerAt(node: string): Promise<string | undefined> {
    const rows = await this.on(node)
      .queryText<{ writer: string }>(WRITER, {}, 'writer', { timeoutMs: 2_000 })
      .catch(() => []);
    return rows[0]?.writer.replace('r', '1.');
  }

  /** Waits until something is computed on the node that is written on. @returns which one that is */
  async untilComputing(): Promise<string> {
    const node = await this.writer();
    const sql = 'SELECT holder FROM compute_leases FINAL WHERE is_open';
    await untilTrue('a turn', async () => (await this.on(node).queryText(sql, {}, 'open')).length > 0, 20);
    return node;
  }

  /** Sends a signal to a node: KILL ends it, STOP hangs it, CONT lets it go on. */
  signal(node: string, signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    process.kill(this.node(node).pid, signal);
  }

  /** Resolves when it is gone. */
  async kill(node: string): Promise<void> {
    await this.tell('kill', '--node', node);
  }

  /** A node comes back with its data; resolves when it answers. */
  async start(node: string): Promise<void> {
    await this.tell('start', '--node', node);
  }

  /** A lost disk: the node is killed and its data are gone. */
  async wipe(node: string): Promise<void> {
    await this.tell('wipe', '--node', node);
  }

  /** No network between a node and the keeper. */
  async cut(node: string): Promise<void> {
    await this.tell('cut', '--node', node);
  }

  async heal(node: string): Promise<void> {
    await this.tell('heal', '--node', node);
  }

  async killKeeper(): Promise<void> {
    await this.tell('kill-keeper');
  }

  async startKeeper(): Promise<void> {
    await this.tell('start-keeper');
  }

  /** Until the replicas of all running nodes are writable and in sync. */
  async inSync(): Promise<void> {
    await this.tell('wait');
  }

  async begin(): Promise<void> {
    await lock(this.lockFile);
    await this.startAll();
    for (const { node } of this.nodes) {
      await this.dropDatabases(node, 'flow_');
      const system = this.on(node, 'system');
      await system.commandText(`CREATE DATABASE ${this.database}`, {}, 'create a database');
    }
  }

  async end(): Promise<void> {
    try {
      await this.startAll();
      for (const { node } of this.nodes) {
        await this.dropDatabases(node, this.database);
      }
    } finally {
      await Promise.all([...this.connections.values()].map((connection) => connection.close()));
      rmSync(this.lockFile, { force: true });
    }
  }

  /** All whose names begin so: of a suite, also those that it has made itself. */
  private async dropDatabases(node: string, prefix: string): Promise<void> {
    const system = this.on(node, 'system');
    const sql = `SELECT name FROM system.databases WHERE startsWith(name, '${prefix}')`;
    for (const { name } of await system.queryText<{ name: string }>(sql, {}, 'databases'))
      await system.commandText(`DROP DATABASE ${name} SYNC`, {}, 'drop a database');
  }

  /** What a test that failed has left lying. */
  private async startAll(): Promise<void> {
    for (const { node, pid } of this.nodes) {
      if (existsSync(`/proc/${pid}`)) this.signal(node, 'SIGCONT');
      else await this.start(node);
    }
  }

  private node(name: string): ClusterNode {
    const found = this.nodes.find(({ node }) => node === name);
    if (found === undefined) throw new Error(`${this.file} names no node ${name}`);
    return found;
  }

  /** Again each time: a node that was started again has another process. */
  private read(): ClusterFile {
    return JSON.parse(readFileSync(this.file, 'utf8')) as ClusterFile;
  }

  private get lockFile(): string {
    return join(dirname(this.file), 'tests.lock');
  }

  private async tell(...command: string[]): Promise<void> {
    const [program = '', ...before] = this.tool.split(' ');
    await run(program, [...before, ...command, '--dir', dirname(this.file)], { timeout: TOOL_TIMEOUT });
  }
}

function urlOf({ host, http }: ClusterNode): string {
  return `http://${host}:${http}`;
}

/** One suite at a time: they hurt nodes. */
async function lock(file: string): Promise<void> {
  for (;;) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      if (!isHeld(file)) rmSync(file, { force: true });
      await sleep(BETWEEN_LOOKS);
    }
  }
}

function isHeld(file: string): boolean {
  try {
    const holder = Number(readFileSync(file, 'utf8'));
    return holder === 0 || existsSync(`/proc/${holder}`);
  } catch {
    return false;
  }
}
