import { readdirSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { PUBLIC_VIEWS } from '../../src/platform/clickhouse/public-views';
import { partsOf } from '../support/chat-in-parts';
import { embeddedAccess } from '../support/embedded-access';
import { dataOf } from '../support/graphql-client';
import { done, runBuiltCommand } from '../support/run-built-command';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';
import { scrape, scrapedWhen } from '../support/scrape';
import { post } from '../support/signalzen-sender';
import { SELECTION } from '../support/stats-of-reference';
import { describeOnShards } from '../support/test-cluster';
import type { TestCluster } from '../support/test-cluster';
import { untilTrue } from '../support/until-true';
import { WRONG_ROLL_UPS } from '../support/wrong-roll-ups';

const ACCOUNTS = ['default', 'shop', 'club', 'bank'];
const SECRETS = Object.fromEntries(
  ACCOUNTS.slice(1).map((name) => [`SIGNALZEN_API_SECRET_${name.toUpperCase()}`, SECRET]),
);
const STORED =
  'SELECT account, count() AS deliveries FROM deliveries_store FINAL GROUP BY account ORDER BY account';
const PENDING =
  'SELECT count() AS ranges FROM (SELECT listing FROM pending_ranges GROUP BY listing HAVING sum(pending) > 0)';
/** Of those whose segments are drained as a whole. */
const LOSE = `
  ALTER TABLE deliveries_store DELETE
  WHERE sequence % 3 = 0 AND received_at < fromUnixTimestamp64Milli({before: Int64}, 'UTC')`;
/** All that is computed of some accounts, whenever that was. */
const NUMBERS = ['facts', 'rollups', 'episodes_store'].map(
  (table) =>
    `SELECT * EXCEPT (version) FROM ${table} FINAL WHERE account IN {accounts: Array(String)} ORDER BY ALL`,
);

const QUESTION = `{
  stats(from: "2026-03-02T00:00:00Z", to: "2026-03-04T00:00:00Z", granularity: HOUR) { time ${SELECTION} }
}`;

interface Finding {
  readonly check: string;
  readonly level: string;
  readonly text: string;
}

type Stored = Record<string, number>;

/** A service on two shards and one on a plain server, which get the same. */
class Compared {
  readonly sent: Stored = {};
  dataDirs: Awaited<ReturnType<typeof temporaryDataDir>>[] = [];
  services: RunningService[] = [];
  private plain: ClickHouse | undefined;

  constructor(private readonly cluster: TestCluster) {}

  async begin(): Promise<void> {
    this.dataDirs = [await temporaryDataDir(), await temporaryDataDir()];
    this.services = await Promise.all([
      this.start(),
      RunningService.start({ dataDir: this.path(1), environment: SECRETS }),
    ]);
    this.plain = new ClickHouse('signalzen');
    this.plain.connectTo(embeddedAccess(this.path(1)));
  }

  /** The one on the shards. */
  start(): Promise<RunningService> {
    return RunningService.start({ dataDir: this.path(0), environment: this.environment });
  }

  /** What the page shows to whoever operates the service on the shards. */
  async operated<Answer>(path: string): Promise<Answer> {
    const headers = { authorization: `Bearer ${TOKEN}` };
    return (await (await fetch(`${this.onShards.url}${path}`, { headers })).json()) as Answer;
  }

  get environment(): Record<string, string> {
    return {
      ...{ ...SECRETS, ...this.cluster.environment },
      ...{ SIGNALZEN_API_SECRET: SECRET, SIGNALZEN_API: 'off', API_TOKEN: TOKEN, DATA_DIR: this.path(0) },
    };
  }

  async end(): Promise<void> {
    await this.plain?.close();
    await Promise.all(this.services.map((service) => service.stop()));
    await Promise.all(this.dataDirs.map((dataDir) => dataDir.remove()));
  }

  path(index: number): string {
    return this.dataDirs[index]?.path ?? '';
  }

  get onShards(): RunningService {
    const [service] = this.services;
    if (service === undefined) throw new Error('the service was not started');
    return service;
  }

  /** A part of some chats of each account. */
  async send(
    part: number,
    accounts: readonly string[] = ACCOUNTS,
    [...services] = this.services,
  ): Promise<void> {
    for (const account of accounts)
      for (let chat = 1; chat <= 5; chat += 1)
        for (const body of partsOf(100 * ACCOUNTS.indexOf(account) + chat)[part] ?? []) {
          const bytes = Buffer.from(JSON.stringify(body));
          const path = account === 'default' ? '' : `/${account}`;
          for (const { url } of services)
            expect((await post(`${url}/webhooks/signalzen${path}`, bytes)).status).toBe(200);
          this.sent[account] = (this.sent[account] ?? 0) + 1;
        }
  }

  /** What a node of a shard has stored, by account. */
  async storedOn(shard: number): Promise<Stored> {
    const rows = await this.node(shard).queryText<{ account: string; deliveries: string }>(
      STORED,
      {},
      'stored',
    );
    return Object.fromEntries(rows.map(({ account, deliveries }) => [account, Number(deliveries)]));
  }

  node(shard: number): ClickHouse {
    return this.cluster.on(`${shard}.1`);
  }

  /** What is in the spool no more stands on the list of what waits for its facts, until these are there. */
  async untilComputed(service: RunningService, database: ClickHouse, labels: string): Promise<void> {
    await untilTrue('everything computed', async () => {
      const page = await scrape(service);
      if (page.value(`signalzen_spool_pending_deliveries${labels}`) !== 0) return false;
      const [pending] = await database.queryText<{ ranges: string }>(PENDING, {}, 'pending').catch(() => []);
      return pending?.ranges === '0';
    });
  }

  /** What a shard has computed is what the plain server has of its accounts. */
  async expectSameNumbers(shard: number): Promise<void> {
    const [sharded, single] = this.services;
    const { plain } = this;
    if (plain === undefined || sharded === undefined || single === undefined)
      throw new Error('they do not run');
    await this.untilComputed(sharded, this.node(shard), `{shard="${shard}"}`);
    await this.untilComputed(single, plain, '');
    const stored = await this.storedOn(shard);
    const accounts = Object.keys(stored);
    expect(stored).toEqual(Object.fromEntries(accounts.map((name) => [name, this.sent[name]])));
    for (const sql of NUMBERS) {
      const rows = await this.node(shard).queryText(sql, { accounts }, 'numbers');
      expect(rows).toEqual(await plain.queryText(sql, { accounts }, 'numbers'));
      expect(rows.length).toBeGreaterThan(0);
    }
    expect(await this.node(shard).queryText(WRONG_ROLL_UPS, {}, 'wrong')).toEqual([]);
  }
}

describeOnShards('A service on two shards', (cluster) => {
  const compared = new Compared(cluster);
  beforeAll(() => compared.begin());
  afterAll(() => compared.end());
  let restartedAt = 0;
  const nodesOf = (shard: number) => cluster.shards[shard - 1]?.map(({ node }) => node) ?? [];

  it('stores each account on one shard, and computes there what a plain server does', async () => {
    await compared.send(0);
    for (const shard of [1, 2]) await compared.expectSameNumbers(shard);
    const [one, two] = [await compared.storedOn(1), await compared.storedOn(2)];
    expect({ ...one, ...two }).toEqual(compared.sent);
    expect([Object.keys(one).length, Object.keys(two).length]).toEqual([2, 2]);
    expect(readdirSync(compared.dataDirs[0]?.path ?? '')).not.toContain('spool');
    const rooms = ['1', '2'].map((shard) => readdirSync(join(compared.path(0), 'shards', shard)));
    for (const room of rooms) expect(room).toEqual(expect.arrayContaining(['receiver.id', 'spool']));
  });

  it('answers over both as a plain server does', async () => {
    const [answer, plain] = await Promise.all(
      compared.services.map(({ url }) => dataOf<object>(url, QUESTION)),
    );
    expect(JSON.stringify(answer)).toBe(JSON.stringify(plain));
    expect(JSON.stringify(answer)).toMatch(/[1-9]/);
  });

  it('has each public view over all shards for BI tools, on every node', async () => {
    const { database } = compared.node(1);
    const counted = (of: string) =>
      `SELECT account, count() AS episodes FROM ${of} GROUP BY account ORDER BY account`;
    const joined = `
      SELECT count() AS chats FROM ${database}_all.chats
      WHERE (account, chat_id) IN (SELECT account, chat_id FROM ${database}_all.episodes)
      SETTINGS distributed_product_mode = 'global'`;
    const ask = (shard: number, sql: string) => compared.node(shard).queryText<object>(sql, {}, 'over all');
    const parts = await Promise.all([1, 2].map((shard) => ask(shard, counted(`${database}.episodes`))));
    for (const shard of [1, 2]) {
      const whole = await ask(shard, counted(`${database}_all.episodes`));
      expect(whole).toHaveLength(ACCOUNTS.length);
      expect(new Set(whole.map((row) => JSON.stringify(row)))).toEqual(
        new Set(parts.flat().map((row) => JSON.stringify(row))),
      );
      expect(await ask(shard, joined)).toEqual([{ chats: String(5 * ACCOUNTS.length) }]);
      for (const view of PUBLIC_VIEWS) await ask(shard, `SELECT * FROM ${database}_all.${view} LIMIT 1`);
    }
  });

  it('shows what is of a shard with its name', async () => {
    const receiver = (shard: string): string => {
      const id = readFileSync(join(compared.path(0), 'shards', shard, 'receiver.id'), 'utf8').slice(0, 8);
      return `{receiver="${hostname()}/${id}",shard="${shard}"}`;
    };
    // What ClickHouse was asked for is kept for a while.
    const page = await scrapedWhen(compared.onShards, (now) =>
      ['1', '2'].every((shard) => now.value(`signalzen_receiver_waiting_deliveries${receiver(shard)}`) === 0),
    );
    for (const shard of ['1', '2']) {
      expect(page.value(`signalzen_drained_deliveries_total{shard="${shard}"}`)).toBeGreaterThan(0);
      expect(page.value(`signalzen_spool_accepting{shard="${shard}"}`)).toBe(1);
      expect(page.value(`signalzen_clickhouse_up{shard="${shard}"}`)).toBe(1);
    }
    expect(page.value('signalzen_deliveries_accepted_total{account="shop"}')).toBe(compared.sent['shop']);
  });

  it('goes on with one shard while another is away, whose deliveries wait for it', async () => {
    for (const node of nodesOf(2)) await cluster.kill(node);
    await compared.send(1);
    await compared.expectSameNumbers(1);
    const waiting = await scrape(compared.onShards);
    expect(waiting.value('signalzen_spool_pending_deliveries{shard="2"}')).toBeGreaterThan(0);
    expect(waiting.value('signalzen_spool_pending_deliveries{shard="1"}')).toBe(0);
    await untilTrue('it is seen to be away', async () => {
      const page = await scrape(compared.onShards);
      const [one, two] = ['1', '2'].map((shard) => page.value(`signalzen_clickhouse_up{shard="${shard}"}`));
      return one === 1 && two === 0;
    });
    for (const node of nodesOf(2)) await cluster.start(node);
    await cluster.inSync();
    for (const shard of [1, 2]) await compared.expectSameNumbers(shard);
  });

  it('is looked at by the doctor, shard by shard', async () => {
    const { said } = await runBuiltCommand('doctor', ['--json'], compared.environment);
    const { findings } = JSON.parse(said) as { findings: Finding[] };
    const ofPage = await compared.operated<{ findings: Finding[] }>('/doctor');
    for (const each of [findings, ofPage.findings]) expectBoth(each);
    const { accounts } = await compared.operated<{ accounts: { hasAny: boolean }[] }>('/set-up');
    expect(accounts.map(({ hasAny }) => hasAny)).toEqual(ACCOUNTS.map(() => true));
  });

  function expectBoth(findings: readonly Finding[]): void {
    const ofShards = findings.filter(({ text }) => /^shard [12]: /.test(text));
    expect(ofShards.filter(({ level }) => level === 'fail')).toEqual([]);
    for (const shard of ['shard 1: ', 'shard 2: '])
      for (const check of ['directory', 'ClickHouse', 'rights', 'receivers', 'webhooks'])
        expect(ofShards.some((one) => one.check === check && one.text.startsWith(shard))).toBe(true);
    expect(findings.filter(({ check }) => check === 'settings')).toHaveLength(1);
  }

  it('refuses what would see the accounts of one shard alone', async () => {
    const { said, code } = await runBuiltCommand('simulate', ['--forget'], compared.environment);
    expect([code, said]).toEqual([1, expect.stringContaining('Not on several shards yet: this command')]);
  });

  it('takes deliveries of all accounts after a restart while Keeper is away, and stores them when it is back', async () => {
    expect(await compared.onShards.stop()).toBe(0);
    restartedAt = Date.now();
    await cluster.killKeeper();
    compared.services[0] = await compared.start();
    await compared.send(2);
    await cluster.startKeeper();
    await cluster.inSync();
    for (const shard of [1, 2]) await compared.expectSameNumbers(shard);
    const [one, two] = [await compared.storedOn(1), await compared.storedOn(2)];
    expect({ ...one, ...two }).toEqual(compared.sent);
    expect([Object.keys(one).length, Object.keys(two).length]).toEqual([2, 2]);
  });

  it('is brought up to date, computed anew and completed by commands, shard by shard', async () => {
    const command = async (name: string, ...given: string[]) =>
      done(await runBuiltCommand(name, given, compared.environment));
    expect(await command('migrate', '--dry-run')).toMatch(
      /Shard 1:\nNo migration is due.*\nShard 2:\nNo migration/,
    );
    expect(await command('rebuild')).toMatch(
      /Shard 1:\n[^]*chats recomputed: 10[^]*Shard 2:\n[^]*chats recomputed: 10/,
    );
    for (const shard of [1, 2]) {
      await compared.expectSameNumbers(shard);
      await compared
        .node(shard)
        .commandText(LOSE, { before: restartedAt }, 'lose', { settings: { mutations_sync: '2' } });
    }
    expect(await command('replay', '--from=2026-01-01', '--to=2999-01-01')).toMatch(
      /Shard 1:[^]*Sent: [1-9][^]*Sent: [1-9]/,
    );
    for (const shard of [1, 2]) await compared.expectSameNumbers(shard);
  });
});
