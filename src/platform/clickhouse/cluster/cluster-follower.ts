import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../logging/log';
import type { ClickHouseAccess } from '../clickhouse-access';
import { ClickHouseError } from '../clickhouse-error';
import { readSchemaFiles } from '../schema-files';
import { ClusterSettingsWrong } from './cluster-settings-wrong';
import type { ClusterNode, ClusterNodes } from './cluster-nodes';
import { claim, readState } from './cluster-state';
import type { ClusterState } from './cluster-state';
import { openNode, tryToBringUp } from './migrate-nodes';
import { isInSync, replicasOf } from './replica-in-sync';

/** Milliseconds. */
const BETWEEN_LOOKS = { atFirst: 250, later: 1_000 };
/** A node that does not answer is given up after so long; earlier where Keeper has given it up as well. */
const GIVEN_UP_AFTER = { atOnce: 3_000, thoughAlive: 30_000 };
const TELL_EVERY = 30_000;

export interface ClusterFollowerOptions {
  readonly cluster: ClusterNodes;
  readonly log: Log;
  /** Of the SQL files; false: no node is brought up to date. */
  readonly folder: string | false | undefined;
  /** Called each time when another node is the one to write on. */
  readonly onAnswering: (access: ClickHouseAccess) => void;
  /** What the settings say of the cluster is wrong. */
  readonly onUnusable: (error: ClusterSettingsWrong) => void;
}

/**
 * Follows the node of a cluster that all processes write on and ask: they agree on it in Keeper. When it does not
 * answer, another one that lacks nothing takes its place, for all.
 */
export class ClusterFollower {
  readonly #stopping = new AbortController();
  #following: Promise<void> | undefined;
  #known: ClusterNode | undefined;
  /** Once the nodes were brought up to date for the first time, whatever comes back is so here. */
  #keepsUpToDate = false;
  #toldAt = -TELL_EVERY;
  private readonly opened = new Set<ClusterNode>();

  constructor(private readonly options: ClusterFollowerOptions) {}

  /** Resolves when there is a node to write on for the first time, or when this was stopped. */
  async start(): Promise<void> {
    await new Promise<void>((found) => {
      this.#following = this.#follow(found).then(found);
    });
  }

  /** From here on, nodes that come back are brought up to date. */
  keepUpToDate(): void {
    this.#keepsUpToDate = this.options.folder !== false;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
    await this.options.cluster.close();
  }

  async #follow(found: () => void): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#round();
      } catch (error) {
        this.#tell(error);
      }
      if (this.#known) found();
      const { atFirst, later } = BETWEEN_LOOKS;
      await sleep(this.#known ? later : atFirst, undefined, { signal }).catch(() => undefined);
    }
  }

  async #round(): Promise<void> {
    const { cluster } = this.options;
    await cluster.look();
    const { there } = cluster;
    for (const node of cluster.nodes) if (!node.isThere) this.opened.delete(node);
    for (const node of there) await this.#open(node);
    const [first] = this.#known?.isThere === true ? [this.#known] : there;
    if (first === undefined) throw new Error('no node of the cluster answers');
    const state = await readState(first.database);
    await this.#go(state, first);
    if (this.#keepsUpToDate) for (const node of there) if (!node.isUpToDate) await this.#bringUp(node);
  }

  async #go(state: ClusterState | undefined, asked: ClusterNode): Promise<void> {
    const { cluster } = this.options;
    if (state === undefined) {
      await claim(asked.database, {
        epoch: 1n,
        writer: cluster.accessTo(asked).replica?.name ?? '',
        generation: 0n,
      });
      return;
    }
    const writer = cluster.named(state.writer);
    if (writer?.isThere === true) this.#use(writer);
    else if (await this.#isGivenUp(state, writer, asked)) await this.#takeOver(state);
  }

  #use(node: ClusterNode): void {
    if (node === this.#known) return;
    if (this.#known)
      this.options.log.warn({ server: node.url.origin }, 'another node of the cluster is written on');
    this.#known = node;
    this.options.onAnswering(this.options.cluster.accessTo(node));
  }

  async #isGivenUp(
    { writer: name }: ClusterState,
    writer: ClusterNode | undefined,
    asked: ClusterNode,
  ): Promise<boolean> {
    const { nodes } = this.options.cluster;
    // It is none of the cluster any more, or one that has not answered since the start.
    const awaySince = writer?.awaySince ?? Math.max(...nodes.map((node) => node.awaySince));
    const awayMs = performance.now() - awaySince;
    if (awayMs < GIVEN_UP_AFTER.atOnce) return false;
    if (awayMs > GIVEN_UP_AFTER.thoughAlive) return true;
    const replicas = await replicasOf(asked.database, name);
    return !replicas.some(({ is_other_active }) => Boolean(is_other_active));
  }

  async #takeOver({ epoch, writer, generation }: ClusterState): Promise<void> {
    const { cluster, log } = this.options;
    for (const node of cluster.there) {
      if (this.#keepsUpToDate && !(await this.#bringUp(node))) continue;
      if (!(await isInSync(node.database))) {
        log.warn(
          { server: node.url.origin },
          'a node of the cluster still lacks something: it cannot take over yet',
        );
        continue;
      }
      const name = cluster.accessTo(node).replica?.name ?? '';
      if (await claim(node.database, { epoch: epoch + 1n, writer: name, generation })) {
        log.warn({ from: writer, to: name }, 'a node of the cluster does not answer: another one takes over');
        this.#use(node);
      }
      return;
    }
  }

  #bringUp(node: ClusterNode): Promise<boolean> {
    const { cluster, log, folder } = this.options;
    const files = readSchemaFiles(folder === false ? undefined : folder);
    return tryToBringUp(cluster, node, { files, log, isRestore: false });
  }

  async #open(node: ClusterNode): Promise<void> {
    if (this.opened.has(node)) return;
    await openNode(this.options.cluster, node);
    this.opened.add(node);
  }

  #tell(error: unknown): void {
    if (this.#stopping.signal.aborted) return;
    if (error instanceof ClusterSettingsWrong) this.options.onUnusable(error);
    if (performance.now() - this.#toldAt < TELL_EVERY) return;
    this.#toldAt = performance.now();
    if (error instanceof ClickHouseError || error instanceof ClusterSettingsWrong)
      this.options.log.warn(
        { reason: error.message },
        'the cluster of ClickHouse is not usable; trying again',
      );
    else this.options.log.warn({ err: error }, 'the cluster of ClickHouse is not usable; trying again');
  }
}
