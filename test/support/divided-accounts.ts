import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { TestingModule } from '@nestjs/testing';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { GraphqlApiModule } from '../../src/answer/graphql/graphql-api.module';
import { ReportsModule } from '../../src/answer/reports/reports.module';
import { NotifyApiModule } from '../../src/notify/graphql/notify-api.module';
import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { migrate } from '../../src/platform/clickhouse/migrations';
import { Shards } from '../../src/platform/clickhouse/shards';
import type { Shard } from '../../src/platform/clickhouse/shards';
import { ConfigModule } from '../../src/platform/config/config.module';
import { readSettings } from '../../src/platform/config/read-settings';
import type { Settings } from '../../src/platform/config/settings';
import { createLog } from '../../src/platform/logging/log';
import { LoggingModule } from '../../src/platform/logging/logging.module';
import { RulesInForce } from '../../src/platform/rules/rules-in-force';
import { listenPrivately } from '../../src/platform/processes/private-socket';
import { RulesModule } from '../../src/platform/rules/rules.module';
import { EdgeAdapter } from '../../src/receive/http/edge-adapter';
import type { SpoolRecord } from '../../src/receive/spool/spool-record';
import { AdministeredClickHouse } from './administered-clickhouse';
import { makeDataFolder } from './data-folder';
import { embeddedDirectStore, rollUpAll, sumUpFacets } from './embedded-stores';
import { environmentOf } from './odd-accounts';
import { TOKEN } from './running-service';
import { TEST_DATABASE } from './temporary-clickhouse';

const ROLES = ['serve'] as const;

/**
 * One history twice on one server: in a database with all accounts, and in others among which these are divided. What
 * is asked of a service over either must be answered alike.
 */
export class DividedAccounts {
  private readonly closing: (() => Promise<void>)[] = [];
  private readonly receivers: Server[] = [];

  private constructor(
    private readonly server: AdministeredClickHouse,
    private readonly settings: Settings,
    private readonly rules: RulesInForce,
    /** With all accounts. */
    readonly whole: Shard,
    readonly shards: readonly [Shard, ...Shard[]],
    private readonly shardOf: (account: string) => number,
  ) {}

  /** @param rulesText of the file of rules @param shardOf the place of its shard among `count` */
  static async start(
    accounts: readonly string[],
    rulesText: string,
    count: number,
    shardOf: (account: string) => number,
  ): Promise<DividedAccounts> {
    const server = await AdministeredClickHouse.start();
    const access = server.admin;
    const dataDir = makeDataFolder('divided-accounts-');
    const rulesFile = join(dataDir, 'analytics.yaml');
    writeFileSync(rulesFile, rulesText);
    const log = createLog('error');
    const settings = readSettings({
      ...environmentOf(accounts),
      DATA_DIR: dataDir,
      API_TOKEN: TOKEN,
      ROLES: 'serve',
      SIGNALZEN_API: 'off',
      CONFIG_FILE: rulesFile,
      CLICKHOUSE_URL: access.url.href,
      CLICKHOUSE_USER: access.user,
      CLICKHOUSE_PASSWORD: access.password,
      CLICKHOUSE_DATABASE: TEST_DATABASE,
    });
    const connected = (database: string): ClickHouse => {
      const clickhouse = new ClickHouse(database);
      clickhouse.connectTo(access);
      return clickhouse;
    };
    const made: Shard[] = [];
    for (let index = 1; index <= count; index += 1) {
      const database = `shard_${index}`;
      await migrate({ access, database, log });
      made.push({ name: String(index), clickhouse: connected(database) });
    }
    const [home, ...others] = made;
    if (home === undefined) throw new RangeError('there must be a shard');
    const whole = { name: 'whole', clickhouse: connected(TEST_DATABASE) };
    const rules = new RulesInForce(settings, log);
    const divided = new DividedAccounts(server, settings, rules, whole, [home, ...others], shardOf);
    for (const folder of ['', ...made.map(({ name }) => `shards/${name}`)])
      divided.receivers.push(await receiverWithNothing(join(dataDir, folder)));
    return divided;
  }

  private get all(): readonly Shard[] {
    return [this.whole, ...this.shards];
  }

  /** Stores deliveries in both. */
  async store(records: readonly SpoolRecord[]): Promise<void> {
    for (const shard of this.all) {
      const direct = embeddedDirectStore(this.storeOf(shard));
      const own = records.filter(({ account }) => this.isOn(account, shard));
      for (const segment of new Set(own.map(({ segmentId }) => segmentId)))
        await direct.put(own.filter(({ segmentId }) => segmentId === segment));
    }
  }

  /** Executes a statement in both. @param sql with `{accounts: Array(String)}`, of whom it is */
  async execute(sql: string, accounts: readonly string[]): Promise<void> {
    for (const shard of this.all) {
      const parameters = { accounts: accounts.filter((account) => this.isOn(account, shard)) };
      await shard.clickhouse.commandText(sql, parameters, 'test');
    }
  }

  async rollUp(): Promise<void> {
    for (const shard of this.all) {
      const store = this.storeOf(shard);
      await rollUpAll(store, store.clickhouse, this.rules.current);
    }
  }

  /** By page and attribute, in the first of the shards and in the database with all accounts. */
  async sumUpFacets(): Promise<void> {
    for (const shard of [this.whole, this.shards[0]]) await sumUpFacets(this.storeOf(shard));
  }

  /** @param of those of the shards that answer; a service over the database with all accounts by default */
  async serve(of: readonly [Shard, ...Shard[]] = [this.whole]): Promise<string> {
    const compiled = await this.compiled([GraphqlApiModule, NotifyApiModule, ReportsModule], of);
    const app = compiled.createNestApplication<NestExpressApplication>(new EdgeAdapter(), {
      bodyParser: false,
    });
    await app.listen(0, '127.0.0.1');
    const url = (await app.getUrl()).replace('[::1]', '127.0.0.1');
    this.closing.push(() => app.close());
    return url;
  }

  /** Modules over some of the shards, of which no job is started. */
  async context(modules: readonly Type[], of: readonly [Shard, ...Shard[]]): Promise<TestingModule> {
    const compiled = await this.compiled(modules, of);
    this.closing.push(() => compiled.close());
    return compiled;
  }

  /** Another way to a shard, which leads nowhere. */
  async away({ name, clickhouse: { database } }: Shard): Promise<Shard> {
    const shard = { name, clickhouse: new ClickHouse(database) };
    await this.isGone(shard);
    return shard;
  }

  isBack({ clickhouse }: Shard): void {
    clickhouse.connectTo(this.server.admin);
  }

  async isGone({ clickhouse }: Shard): Promise<void> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    clickhouse.connectTo({ ...this.server.admin, url: new URL(`http://127.0.0.1:${port}`) });
  }

  async stop(): Promise<void> {
    for (const close of this.closing) await close();
    for (const receiver of this.receivers) receiver.close();
    for (const { clickhouse } of this.all) await clickhouse.close();
    await this.server.stop();
    rmSync(this.settings.dataDir, { recursive: true, force: true });
  }

  private compiled(modules: readonly Type[], of: readonly [Shard, ...Shard[]]): Promise<TestingModule> {
    const place = (account: string) => (of.length === 1 ? 0 : this.shardOf(account));
    const shards = new Shards(of, {
      shardOf: (account) => of[place(account)]?.name,
      all: [...this.settings.accounts.keys()],
    });
    const clickhouse = { ...this.settings.clickhouse, database: shards.home.clickhouse.database };
    const imports = [
      ConfigModule.with({ ...this.settings, clickhouse }, ROLES),
      LoggingModule.with(createLog('error')),
      RulesModule.with(this.rules, false),
      ...modules,
    ];
    return Test.createTestingModule({ imports })
      .overrideProvider(Shards)
      .useValue(shards)
      .overrideProvider(ClickHouse)
      .useValue(shards.home.clickhouse)
      .compile();
  }

  private storeOf({ clickhouse }: Shard): { readonly clickhouse: ClickHouse; readonly dataDir: string } {
    return { clickhouse, dataDir: this.settings.dataDir };
  }

  private isOn(account: string, shard: Shard): boolean {
    return shard === this.whole || this.shards[this.shardOf(account)] === shard;
  }
}

/** Says on the socket of a data directory what a receiver says that has stored everything. */
async function receiverWithNothing(dataDir: string): Promise<Server> {
  mkdirSync(dataDir, { recursive: true });
  const receiver = randomUUID();
  const figures = { receiver, deliveriesSpooled: 0, lastReceivedAt: null, refused: 0, lastRefusedAt: null };
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(request.url === '/figures' ? figures : { receiver, times: [] }));
  });
  await listenPrivately(server, dataDir, 'receive.sock');
  return server;
}
