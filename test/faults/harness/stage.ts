import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ClickHouseAccess } from '../../../src/platform/clickhouse/clickhouse-access';
import { SeededRandom } from '../../../simulator/world/seeded-random';
import { embeddedAccess } from '../../support/embedded-access';
import { clusterOfEnvironment } from '../../support/test-cluster';
import type { TestCluster } from '../../support/test-cluster';
import { startTemporaryClickHouse, TEST_DATABASE } from '../../support/temporary-clickhouse';
import { Bodies } from './bodies';
import { freePort } from './free-port';
import { Ledger } from './ledger';
import { Sender } from './sender';
import { settle } from './settle';
import type { SettleOptions } from './settle';
import { StoredDeliveries } from './stored-deliveries';
import { SupervisedService } from './supervised-service';
import { Tally } from './tally';

/** Small, so that a short run rotates, retires and deletes many. */
const SEGMENT_BYTES = 256 << 10;
const MAX_BODY_BYTES = 128 << 10;

export interface StageOptions {
  /** Empty; for everything of this scenario. */
  readonly folder: string;
  readonly seed: number;
  readonly isShort: boolean;
  /** Instead of the scenario's own number of rounds. */
  readonly rounds: number | undefined;
  readonly progress: (text: string) => void;
}

/**
 * What one scenario has to itself: a data directory, the service, its ClickHouse, a sender with its ledger, a judge.
 */
export class Stage {
  readonly tally = new Tally();
  readonly random: SeededRandom;
  readonly dataDir: string;
  /** For every start of the service; may be added to before the first. */
  readonly environment: Record<string, string>;
  private readonly endings: (() => void | Promise<void>)[] = [];
  private external: ClickHouseAccess | undefined;
  private database = TEST_DATABASE;
  private made: { service: SupervisedService; sender: Sender; ledger: Ledger } | undefined;
  private open: { readonly password: string; readonly stored: StoredDeliveries } | undefined;

  private constructor(
    private readonly options: StageOptions,
    private readonly port: number,
  ) {
    this.random = new SeededRandom(options.seed);
    this.dataDir = join(options.folder, 'data');
    mkdirSync(this.dataDir);
    this.environment = {
      PORT: String(port),
      SPOOL_SEGMENT_BYTES: String(SEGMENT_BYTES),
      WEBHOOK_MAX_BODY_BYTES: String(MAX_BODY_BYTES),
      SPOOL_MIN_FREE_BYTES: '0',
      LOG_LEVEL: 'info',
    };
  }

  static async build(options: StageOptions): Promise<Stage> {
    return new Stage(options, await freePort());
  }

  get isShort(): boolean {
    return this.options.isShort;
  }

  get folder(): string {
    return this.options.folder;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get service(): SupervisedService {
    return this.parts.service;
  }

  get sender(): Sender {
    return this.parts.sender;
  }

  get ledger(): Ledger {
    return this.parts.ledger;
  }

  /** How often the fault is to be played. */
  rounds(long: number, short: number): number {
    return this.options.rounds ?? (this.isShort ? short : long);
  }

  /** Plays the fault again and again, and counts the rounds, which begin with 1. */
  async playRounds(long: number, short: number, play: (round: number) => Promise<void>): Promise<void> {
    const count = this.rounds(long, short);
    for (let round = 1; round <= count; round += 1) {
      this.progress(`round ${round} of ${count}`);
      this.tally.rounds += 1;
      await play(round);
    }
  }

  progress(text: string): void {
    this.options.progress(text);
  }

  /** Run when the scenario is over, whatever became of it; the last one first. */
  atTheEnd(ending: () => void | Promise<void>): void {
    this.endings.push(ending);
  }

  /** Gives the service a ClickHouse that outlives it, instead of its embedded one. @returns the way to it */
  async useExternalClickHouse(): Promise<ClickHouseAccess> {
    const server = await startTemporaryClickHouse();
    this.atTheEnd(() => server.stop());
    this.external = embeddedAccess(server.dataDir);
    this.environment['CLICKHOUSE_USER'] = this.external.user;
    this.environment['CLICKHOUSE_PASSWORD'] = this.external.password;
    this.environment['CLICKHOUSE_DATABASE'] = TEST_DATABASE;
    this.sendClickHouseCallsTo(this.external.url);
    return this.external;
  }

  /** Gives the service a database of its own on the cluster for tests, and the cluster to this scenario alone. */
  async useCluster(): Promise<TestCluster> {
    const cluster = clusterOfEnvironment();
    if (cluster === undefined) throw new Error('There is no cluster.');
    await cluster.begin();
    this.atTheEnd(() => cluster.end());
    const [first] = cluster.nodes;
    this.external = cluster.accessTo(first?.node ?? '');
    this.database = cluster.database;
    Object.assign(this.environment, cluster.environment);
    return cluster;
  }

  /** Has the service take this way to ClickHouse, such as through a proxy, from its next start on. */
  sendClickHouseCallsTo(url: URL): void {
    this.environment['CLICKHOUSE_URL'] = url.origin;
  }

  /** What ClickHouse holds, past any proxy. */
  get stored(): StoredDeliveries {
    const access = this.external ?? embeddedAccess(this.dataDir);
    // Each start of the embedded server has a password of its own.
    if (this.open?.password !== access.password) {
      void this.open?.stored.close();
      this.open = { password: access.password, stored: new StoredDeliveries(access, this.database) };
    }
    return this.open.stored;
  }

  /** The fault is over: see {@link settle}. */
  settle(options: SettleOptions = {}): Promise<void> {
    return settle(this, options);
  }

  /** Ends everything; never rejects. */
  async clear(): Promise<void> {
    await this.made?.service.stop().catch(() => undefined);
    await this.made?.sender.close();
    await this.open?.stored.close();
    for (const ending of this.endings.reverse()) {
      try {
        await ending();
      } catch (error) {
        this.tally.problems.push(`cleaning up: ${String(error)}`);
      }
    }
    const { ledger } = this.made ?? {};
    this.tally.sent += ledger?.sent ?? 0;
    this.tally.acknowledged += ledger?.acknowledged ?? 0;
    ledger?.close();
  }

  private get parts(): { service: SupervisedService; sender: Sender; ledger: Ledger } {
    if (this.made) return this.made;
    const ledger = new Ledger(this.folder);
    const service = new SupervisedService({ dataDir: this.dataDir, environment: this.environment });
    const bodies = new Bodies('n', this.random.fork());
    this.made = { ledger, service, sender: new Sender(this.url, ledger, bodies) };
    return this.made;
  }
}
