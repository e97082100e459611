import { randomUUID } from 'node:crypto';
import { BODIES } from '../support/ada-and-eve';
import { untilRolledUp } from '../support/graphql-client';
import { rowsOfAllTables } from '../support/rows-of-all-tables';
import { done, runBuiltCommand } from '../support/run-built-command';
import type { CommandOutcome } from '../support/run-built-command';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';
import { post } from '../support/signalzen-sender';
import { describeOnShards } from '../support/test-cluster';

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

describeOnShards('A command on two shards', (cluster) => {
  let home: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  const secrets = { SIGNALZEN_API_SECRET: SECRET, SIGNALZEN_API_SECRET_SHOP: SECRET };
  const run = (name: string, ...given: string[]): Promise<CommandOutcome> =>
    runBuiltCommand(name, given, {
      ...{ ...cluster.environment, ...secrets },
      ...{ DATA_DIR: home.path, SIGNALZEN_API: 'off', API_TOKEN: TOKEN },
    });
  const node = (shard: 1 | 2) => cluster.on(`${shard}.1`);
  const tablesWith = async (shard: 1 | 2, words: RegExp): Promise<string[]> => {
    const rows = await rowsOfAllTables(node(shard));
    return [...new Set(rows.filter(({ row }) => words.test(row)).map(({ table }) => table))];
  };
  const audited = async (shard: 1 | 2): Promise<string[]> => {
    const rows = await node(shard).queryText<{ action: string; object: string }>(AUDIT, {}, 'audit');
    return rows.map(({ action, object }) => `${action}: ${object}`);
  };

  beforeAll(async () => {
    home = await temporaryDataDir();
    service = await RunningService.start({
      dataDir: home.path,
      environment: { ...cluster.environment, ...secrets },
    });
    for (const path of ['', `/${SECOND}`])
      for (const body of SENT) {
        const sent = await post(`${service.url}/webhooks/signalzen${path}`, JSON.stringify(body));
        expect(sent.status).toBe(200);
      }
    await untilRolledUp(service.url);
  });

  afterAll(async () => {
    await service.stop();
    await home.remove();
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
      expect(await audited(1)).toEqual([]);
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
      expect(await audited(1)).toEqual([
        'person.erased: 2 chats, 0 deliveries without a chat',
        'person.erased: 1 chats, 0 deliveries without a chat',
        'person.erased: 2 chats, 0 deliveries without a chat',
      ]);
      expect(await audited(2)).toEqual([]);
    });

    it('makes an operator of one account pseudonymous on its shard alone', async () => {
      const said = done(await run('erase', '--operator', '7', '--account', SECOND, '--yes'));
      expect(said).toMatch(/^account shop, operator 7[^]*\nShard 2:\n[^]*changed: [1-9]/);
      expect(await tablesWith(2, OF_OTTO)).toEqual([]);
      expect(await tablesWith(1, OF_OTTO)).not.toEqual([]);
      expect((await audited(1)).at(-1)).toBe('operator.pseudonymous: operator 7 of shop');
      expect(await audited(2)).toEqual([]);
    });

    it('expects nothing more of a receiver on each shard that knew it', async () => {
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
});
