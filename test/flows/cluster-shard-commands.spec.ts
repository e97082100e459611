import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectForCommand } from '../../src/platform/clickhouse/connect-for-command';
import { readSettings } from '../../src/platform/config/read-settings';
import type { ShardSettings } from '../../src/platform/config/settings';
import { settingsOfShard } from '../../src/platform/config/settings-of-shard';
import { createLog } from '../../src/platform/logging/log';
import { BODIES, byUser, message } from '../support/ada-and-eve';
import { embeddedDirectStore } from '../support/embedded-stores';
import { untilRolledUp } from '../support/graphql-client';
import { LinkedWorld } from '../support/linked-world';
import { rowsOfAllTables } from '../support/rows-of-all-tables';
import { done, runBuiltCommand } from '../support/run-built-command';
import type { CommandOutcome } from '../support/run-built-command';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';
import { post } from '../support/signalzen-sender';
import { describeOnShards, itAtLength } from '../support/test-cluster';

const OF_ADA = /Ada|[Ll]ovelace|My number/;
const OF_OTTO = /Otto|Lilienthal/;
/** One on each shard, by the order in which they are placed. */
const [FIRST, SECOND] = ['default', 'shop'] as const;
const AUDIT = `SELECT action, object FROM audit ORDER BY at`;
/** Of nobody else is it told who says her address, or of whom nothing tells. */
const SENT = BODIES.filter((body) => !/Eve, not|Good bye/.test(JSON.stringify(body)));
const NOTE_RECEIVER = `
  INSERT INTO receivers (receiver, host, data_dir, reported_at)
  VALUES ({receiver: UUID}, 'lost', '/data', now64(3))`;
const LONG_AGO = Date.UTC(2026, 2, 2, 10);
const DIGESTS = `
mail: { host: 127.0.0.1, port: 1, security: none, from: figures@example.com }
channels: { leads: { email: [ann@example.com] } }
digests: { daily: { every: day, at: '00:00', zone: UTC, to: leads } }
`;
const LEFT_OFF = `
  INSERT INTO unsubscriptions (digest, receiver, is_off, changed_at, version)
  VALUES ('daily', 'ann@example.com', true, now64(3), 1)`;
const READ = `
  SELECT account, count() AS deliveries FROM deliveries_store FINAL WHERE source = 'api' GROUP BY account`;

interface ExportedChat {
  readonly account: string;
  readonly chatId: string;
  readonly facts: readonly unknown[];
  readonly events: readonly unknown[];
}

describeOnShards('A command on two shards', (cluster) => {
  let home: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  const secrets = { SIGNALZEN_API_SECRET: SECRET, SIGNALZEN_API_SECRET_SHOP: SECRET };
  const environment = (): Record<string, string> => ({
    ...{ ...cluster.environment, ...secrets },
    ...{ DATA_DIR: home.path, SIGNALZEN_API: 'off', API_TOKEN: TOKEN },
  });
  const runWith = (more: Record<string, string>, name: string, ...given: string[]): Promise<CommandOutcome> =>
    runBuiltCommand(name, given, { ...environment(), ...more });
  const run = (name: string, ...given: string[]): Promise<CommandOutcome> => runWith({}, name, ...given);
  const node = (shard: 1 | 2) => cluster.on(`${shard}.1`);
  const tablesWith = async (shard: 1 | 2, words: RegExp): Promise<string[]> => {
    const rows = await rowsOfAllTables(node(shard));
    return [...new Set(rows.filter(({ row }) => words.test(row)).map(({ table }) => table))];
  };
  const audited = async (shard: 1 | 2): Promise<string[]> => {
    const rows = await node(shard).queryText<{ action: string; object: string }>(AUDIT, {}, 'audit');
    return rows.map(({ action, object }) => `${action}: ${object}`);
  };

  /** Received long ago, as many as the number of the shard. */
  const storeOld = async (index: number, account: string): Promise<void> => {
    const all = readSettings(environment());
    const settings = settingsOfShard(all, all.shards[index] as ShardSettings);
    const { clickhouse, close } = await connectForCommand(settings, createLog('error'), false);
    const records = Array.from({ length: index + 1 }, (_, at) => ({
      ...{ segmentId: 71n + BigInt(index), sequence: at + 1, account, occurrence: 0n, receivedAt: LONG_AGO },
      body: Buffer.from(JSON.stringify(message(201 + at, 1, byUser({ id: 21, name: 'Olga' }, 'Old talk')))),
    }));
    await embeddedDirectStore({ clickhouse, dataDir: settings.dataDir }).put(records);
    await close();
  };
  /** Of each account, how many deliveries of a shard were read from SignalZen's API. */
  const readOn = async (shard: 1 | 2): Promise<Record<string, number>> => {
    const rows = await node(shard).queryText<{ account: string; deliveries: string }>(READ, {}, 'read');
    return Object.fromEntries(rows.map(({ account, deliveries }) => [account, Number(deliveries)]));
  };

  beforeAll(async () => {
    home = await temporaryDataDir();
    service = await RunningService.start({
      dataDir: home.path,
      environment: { ...cluster.environment, ...secrets },
    });
    for (const path of ['', `/${SECOND}`])
      for (const body of SENT) {
        // The receiver has waited until it was known on which shard an account is.
        const sent = await post(`${service.url}/webhooks/signalzen${path}`, JSON.stringify(body));
        expect(sent.status).toBe(200);
      }
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await home.remove();
  });

  describe('that exports a person', () => {
    it('writes what both have into one file, and that once into the audit', async () => {
      const folder = join(home.path, 'exports');
      const said = done(await run('export-person', '--email', 'ada@lovelace.example', '--to', folder));
      for (const account of [FIRST, SECOND])
        expect(said).toContain(`account ${account}, chat 11: 4 deliveries\n`);
      const file = readdirSync(folder).find((name) => name.endsWith('.json')) ?? '';
      const { chats } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { chats: ExportedChat[] };
      const whose = chats.map(({ account, chatId }) => `${account} ${chatId}`).sort();
      expect(whose).toEqual([FIRST, SECOND].flatMap((account) => [`${account} 11`, `${account} 12`]));
      for (const { facts, events } of chats.filter(({ chatId }) => chatId === '11'))
        expect([facts.length > 0, JSON.stringify(events)]).toEqual([
          true,
          expect.stringContaining('My number is 4711'),
        ]);
      rmSync(folder, { recursive: true });
      expect(await audited(1)).toEqual(['person.exported: 4 chats']);
      expect(await audited(2)).toEqual([]);
    });
  });

  describe('that erases', () => {
    it('asks for the account of what accounts on both have, and changes nothing', async () => {
      for (const shard of [1, 2] as const) expect(await tablesWith(shard, OF_ADA)).not.toEqual([]);
      const chat = await run('erase', '--chat', '11', '--yes');
      expect([chat.code, chat.said]).toEqual([
        1,
        expect.stringContaining(`Several accounts have a chat 11 (${FIRST}, ${SECOND})`),
      ]);
      const operator = await run('erase', '--operator', '7', '--yes');
      expect([operator.code, operator.said]).toEqual([
        1,
        expect.stringContaining(`Several accounts have an operator 7 (${FIRST}, ${SECOND})`),
      ]);
      const shown = done(await run('erase', '--email', 'ada@lovelace.example'));
      for (const account of [FIRST, SECOND])
        expect(shown).toMatch(new RegExp(`account ${account}, chat 11: 4 deliveries`));
      expect(await audited(1)).toHaveLength(1);
    });

    it('does so where it can while a shard is away, and says that it is not done', async () => {
      await cluster.kill('2.1');
      const byAddress = await run('erase', '--email', 'ada@lovelace.example', '--yes', '--verify');
      expect(byAddress.code).toBe(1);
      expect(byAddress.said).toContain('Shard 2 is away: no node of it answers');
      expect(byAddress.said).toContain('not searched: shard 2, which is away');
      expect(byAddress.said).toContain('NOT DONE on shard 2');
      expect(await tablesWith(1, OF_ADA)).toEqual([]);
      const chat = await run('erase', '--chat', '13', '--yes');
      expect(chat.code).toBe(1);
      expect(chat.said).toContain('while shard 2 is away, it is not known which account has chat 13');
      expect(await tablesWith(1, /Eve/)).not.toEqual([]);
      done(await run('erase', '--chat', '13', '--account', FIRST, '--yes'));
      expect(await tablesWith(1, /Eve/)).toEqual([]);
      const folder = join(home.path, 'less');
      const exported = await run('export-person', '--email', 'eve@eden.example', '--to', folder);
      expect([exported.code, exported.said]).toEqual([1, expect.stringContaining('NOT DONE on shard 2')]);
      expect(existsSync(folder)).toBe(false);
      await cluster.start('2.1');
      await cluster.inSync();
    });

    it('does not begin while the shard is away that keeps the audit', async () => {
      await cluster.kill('1.1');
      const { code, said } = await run('erase', '--chat', '13', '--account', SECOND, '--yes');
      expect([code, said]).toEqual([1, expect.stringContaining('Nothing was done: the first shard is away')]);
      expect(await tablesWith(2, /Eve/)).not.toEqual([]);
      await cluster.start('1.1');
      await cluster.inSync();
    });

    it('is done when the same is run again, and proves it of both', async () => {
      expect(await tablesWith(2, OF_ADA)).not.toEqual([]);
      const said = done(await run('erase', '--email', 'ada@lovelace.example', '--yes', '--verify'));
      expect(said).toMatch(/Shard 1:\n[^]*erased: 0 deliveries[^]*Shard 2:\n[^]*erased: [1-9]/);
      expect(said).toContain('verified: the words stand in 0 places');
      for (const shard of [1, 2] as const) expect(await tablesWith(shard, OF_ADA)).toEqual([]);
      expect(await tablesWith(2, /Eve/)).not.toEqual([]);
      expect((await audited(1)).slice(1)).toEqual([
        'person.erased: 2 chats, 0 deliveries without a chat',
        'person.erased: 1 chats, 0 deliveries without a chat',
        'person.erased: 2 chats, 0 deliveries without a chat',
      ]);
      expect(await audited(2)).toEqual([]);
    });

    itAtLength('makes an operator of one account pseudonymous on its shard alone', async () => {
      const said = done(await run('erase', '--operator', '7', '--account', SECOND, '--yes'));
      expect(said).toMatch(/^account shop, operator 7[^]*\nShard 2:\n[^]*changed: [1-9]/);
      expect(await tablesWith(2, OF_OTTO)).toEqual([]);
      expect(await tablesWith(1, OF_OTTO)).not.toEqual([]);
      expect((await audited(1)).at(-1)).toBe('operator.pseudonymous: operator 7 of shop');
      expect(await audited(2)).toEqual([]);
    });

    itAtLength('expects nothing more of a receiver on each shard that knew it', async () => {
      const receiver = randomUUID();
      for (const shard of [1, 2] as const)
        await node(shard).commandText(NOTE_RECEIVER, { receiver }, 'note a receiver');
      const said = done(await run('erase', '--forget-receiver', receiver));
      expect(said.match(new RegExp(`receiver ${receiver}: nothing more`, 'g'))).toHaveLength(2);
      for (const shard of [1, 2] as const) {
        const sql = 'SELECT host FROM receivers FINAL WHERE receiver = {receiver: UUID}';
        expect(await node(shard).queryText(sql, { receiver }, 'receivers')).toEqual([]);
      }
    });
  });

  describe('that keeps to limits', () => {
    const days = { RETENTION_TEXTS_DAYS: '60' };

    itAtLength('shows what is due on each and on all, and changes nothing', async () => {
      for (const [index, account] of [FIRST, SECOND].entries()) await storeOld(index, account);
      await untilRolledUp(service.url);
      const said = done(await runWith(days, 'retention', '--dry-run'));
      expect(said).toMatch(
        /Shard 1:\naccount default, texts: kept for 60 days[^]*Shard 2:\naccount shop, texts/,
      );
      expect(said).toContain('shard 1: due are texts of 1 deliveries');
      expect(said).toContain('shard 2: due are texts of 2 deliveries');
      expect(said).toContain('all of them: due are texts of 3 deliveries');
      for (const shard of [1, 2] as const) expect(await tablesWith(shard, /Old talk/)).not.toEqual([]);
    });

    itAtLength('removes it on both, which stands in the audit once for each account', async () => {
      const said = done(await runWith(days, 'retention'));
      expect(said).toContain('all of them: removed were texts of 3 deliveries');
      for (const shard of [1, 2] as const) expect(await tablesWith(shard, /Old talk/)).toEqual([]);
      const removed = (await audited(1)).filter((line) => line.startsWith('texts.removed'));
      expect(removed).toEqual([
        expect.stringMatching(/^texts.removed: texts of 1 deliveries.* of default before/),
        expect.stringMatching(/^texts.removed: texts of 2 deliveries.* of shop before/),
      ]);
      expect(await audited(2)).toEqual([]);
    });
  });

  describe('that notifies', () => {
    itAtLength('writes a digest of what both have, and names whoever has left off', async () => {
      const rules = join(home.path, 'digests.yaml');
      writeFileSync(rules, DIGESTS);
      const yesterday = new Date(Date.now() - 86_400_000).toISOString();
      for (const path of ['', `/${SECOND}`]) {
        const body = message(301, 0, { ...byUser({ id: 41, name: 'Mia' }, 'Hi'), created_at: yesterday });
        await post(`${service.url}/webhooks/signalzen${path}`, JSON.stringify(body));
      }
      await untilRolledUp(service.url);
      const told = { CONFIG_FILE: rules };
      expect(done(await runWith(told, 'notify', '--list'))).toContain('leads: email to ann@example.com');
      expect(done(await runWith(told, 'notify', '--digest', 'daily', '--dry-run'))).toContain(
        'Contacts: 2\n',
      );
      await node(1).commandText(LEFT_OFF, {}, 'leave off');
      expect(done(await runWith(told, 'notify', '--unsubscribed'))).toContain(
        'ann@example.com: no more of the digest daily',
      );
    });
  });

  describe('that reads the history', () => {
    const linked = new LinkedWorld({ seed: 13, chats: 6, days: 2, until: Date.now() - 300_000 }, {});

    afterAll(() => linked.api.close());

    itAtLength('stores each account on its shard, and computes it there', async () => {
      const url = await linked.api.listen();
      const api = { SIGNALZEN_API: 'on', SIGNALZEN_API_URL: url.href, SIGNALZEN_API_RATE: '500' };
      done(await runWith(api, 'backfill', '--account', SECOND));
      expect(await readOn(1)).toEqual({});
      const { [SECOND]: of } = await readOn(2);
      expect(of).toBeGreaterThan(10);
      const said = done(await runWith(api, 'backfill'));
      expect(said).toMatch(/Shard 1:[^]*Shard 2:/);
      expect([await readOn(1), await readOn(2)]).toEqual([{ [FIRST]: of }, { [SECOND]: of }]);
    });
  });
});
