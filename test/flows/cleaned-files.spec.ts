import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorPseudonyms, theOnly } from '../../src/compute/erasure/operator-pseudonyms';
import { ReplacedParts } from '../../src/compute/erasure/replaced-parts';
import { rejectedName } from '../../src/store/drain/rejected-name';
import { Receivers } from '../../src/store/cleaning/receivers';
import { ada, byOperator, byUser, changed, eve, message } from '../support/ada-and-eve';
import { rowsOfAllTables } from '../support/rows-of-all-tables';
import { CleanedReceiver } from '../support/cleaned-receiver';
import { embeddedErasure } from '../support/embedded-stores';
import { startTemporaryClickHouse } from '../support/temporary-clickhouse';
import type { TemporaryClickHouse } from '../support/temporary-clickhouse';

const OF_ADA = /Ada|[Ll]ovelace|My number/;
const BODIES = [
  message(101, 1, byUser(ada(11, 'ada@lovelace.example'), 'My number is 4711')),
  message(102, 2, byOperator('Thank you, Ada'), { user: ada(11, null) }),
  message(104, 30, byUser(eve, 'I am Eve')),
  { ...changed('copilot_on', 8, { ...ada(11, null) }), data: { ...ada(11, null) } },
  changed('closed', 9, ada(11, null)),
];

describe('Files of a receiver', () => {
  let server: TemporaryClickHouse;
  let receiver: CleanedReceiver;
  let others: CleanedReceiver[];

  beforeAll(async () => {
    server = await startTemporaryClickHouse();
  });

  beforeEach(async () => {
    await server.empty();
    receiver = new CleanedReceiver(server);
    others = [];
    await receiver.start();
  });

  afterEach(async () => {
    for (const one of [receiver, ...others]) await one.temporary.dispose();
  });

  afterAll(async () => {
    await server.stop();
  });

  const rows = <Row>(sql: string) => server.clickhouse.queryText<Row>(sql, {}, 'look');
  const events = () =>
    rows<object>('SELECT * EXCEPT (attributes, body, is_erased) FROM deliveries_store ORDER BY sequence');
  const states = () => new Receivers(server.clickhouse).states();

  async function erase(): Promise<void> {
    await embeddedErasure(server).request([{ account: 'default', chatId: '11' }], Date.now());
    await embeddedErasure(server).carryOut();
  }

  it('keep nothing of whoever is erased, neither in the spool nor in the archive', async () => {
    await receiver.keep(...BODIES);
    await receiver.archiveAll();
    await receiver.keep(...BODIES.map((body) => ({ ...body, again: true })));
    expect(receiver.bytesOnDisk().match(/Ada Lovelace/g)).toHaveLength(8);
    await erase();
    expect(await receiver.pass()).toBe('done');
    expect(receiver.bytesOnDisk()).not.toMatch(OF_ADA);
    expect(receiver.bytesOnDisk().match(/I am Eve/g)).toHaveLength(2);
    expect(await states()).toEqual([
      expect.objectContaining({
        dataDir: receiver.temporary.root,
        isClean: true,
        isRunning: true,
        leftOver: [],
      }),
    ]);
    expect(await new Receivers(server.clickhouse).cleanedSince(new Date(0))).toMatchObject([
      { place: 'archive', files: 1, deliveries: 4 },
      { place: 'spool', files: 1, deliveries: 4 },
    ]);
  });

  it('bring back the same deliveries, without what was written, when ClickHouse has lost them', async () => {
    await receiver.keep(...BODIES);
    const before = await events();
    await erase();
    await receiver.pass();
    await server.clickhouse.commandText('TRUNCATE TABLE deliveries_store', {}, 'lose rows');
    for (const { segmentId } of receiver.spool.drainedSegments()) await receiver.spool.rewind(segmentId);
    await receiver.drain();
    expect(await events()).toEqual(before);
    expect(
      await rows<object>(
        'SELECT chat_id, is_erased, count() AS n FROM deliveries_store GROUP BY ALL ORDER BY ALL',
      ),
    ).toEqual([
      { chat_id: '11', is_erased: true, n: '4' },
      { chat_id: '13', is_erased: false, n: '1' },
    ]);
  });

  /** Of a body with an operator: as ClickHouse rejected it, as it was cut off, and in bytes that cannot be read. */
  function setAsideOf(body: string): string[] {
    const record = { account: 'default', receivedAt: Date.now(), occurrence: 0n, segmentId: 6n };
    const cut = body.slice(0, -9);
    const other = JSON.stringify({ sender_type: 'operator', sender: { id: 9, forename: 'of Otilie' } });
    const contents: [string[], string][] = [
      [['rejected', rejectedName({ ...record, sequence: 1, body: Buffer.alloc(0) })], body],
      [['rejected', rejectedName({ ...record, sequence: 2, body: Buffer.alloc(0) })], cut],
      [['spool', 'quarantine', 'bytes'], `SZr1{damaged ${body}SZr1 ${cut}SZr1 ${other}`],
    ];
    return contents.map(([path, content]) => {
      const file = join(receiver.folder(...path.slice(0, -1)), path.at(-1) ?? '');
      writeFileSync(file, content);
      return file;
    });
  }

  it('call an operator by a pseudonym, as ClickHouse does, and bring back the same events', async () => {
    const otto = { id: 7, forename: 'Otto', surname: 'Lilienthal', email: 'otto@shop.example' };
    const setAside = setAsideOf(
      JSON.stringify(message(107, 34, byOperator('Set aside'), { operator: otto })),
    );
    const rated = {
      data: { user: ada(11, null), message: { id: 102, rating: 5, sender_type: 'operator', sender: otto } },
    };
    await receiver.keep(...BODIES, { event_type: 'user.rated', ...rated });
    await receiver.archiveAll();
    await receiver.keep(message(105, 31, byOperator('Lilienthal here'), { assigned_operator: otto }));
    // Her own bytes name this event, as they tell no time.
    expect((await events()).filter((event) => JSON.stringify(event).includes('user.rated'))).toHaveLength(1);
    const counted = () => rows<object>('SELECT * EXCEPT version FROM facts FINAL ORDER BY ALL');
    const named = async () =>
      (await events()).map((event) => ({ ...event, operator_name: '' })) as readonly object[];
    const [before, facts] = [await named(), await counted()];
    const operators = new OperatorPseudonyms(server.clickhouse);
    const nobody = await operators.find('8', undefined);
    expect(() => theOnly('8', nobody)).toThrow('No operator 8 is known');
    const found = theOnly('7', await operators.find('7', undefined));
    expect(found.name).toBe('Otto Lilienthal');
    expect(found.pseudonym).toMatch(/^Operator [0-9a-f]{4}$/);
    await operators.request(found);
    expect(await operators.carryOut(0)).toBe(3);
    expect(await operators.carryOut(0)).toBe(0);
    while (!(await states()).every(({ isClean }) => isClean) || (await states()).length === 0)
      await receiver.pass();

    const NAME = /Otto|surname|otto@shop/;
    const written = async () =>
      (await rowsOfAllTables(server.clickhouse)).filter(({ row }) => NAME.test(row));
    expect(await written()).toEqual([]);
    expect(receiver.bytesOnDisk()).not.toMatch(NAME);
    const [rejected = '', broken = '', quarantine = ''] = setAside.map((file) =>
      readFileSync(file, 'latin1'),
    );
    expect(JSON.parse(rejected)).toMatchObject({
      data: { body: 'Set aside', sender: { id: 7, forename: found.pseudonym } },
      operator: { id: 7, forename: found.pseudonym },
    });
    expect(broken).toBe('');
    expect(quarantine).toMatch(/^SZr1\{damaged \{.*Set aside.*\} *\0+SZr1 .*of Otilie/);
    expect(JSON.stringify(await rowsOfAllTables(server.clickhouse))).toContain('Lilienthal here');
    expect(await rows('SELECT operator, name FROM operators')).toEqual([
      { operator: '7', name: found.pseudonym },
    ]);
    expect(await named()).toEqual(before);

    await server.clickhouse.commandText('TRUNCATE TABLE deliveries_store', {}, 'lose rows');
    for (const { segmentId } of receiver.spool.drainedSegments()) await receiver.spool.rewind(segmentId);
    await receiver.drain();
    expect(await named()).toEqual(before.slice(-1));
    expect(JSON.stringify(await rows('SELECT body, is_erased FROM deliveries_store'))).toContain(
      'Lilienthal here',
    );
    expect(await written()).toEqual([]);
    // SignalZen goes on to send the name.
    await receiver.keep(message(106, 33, byOperator('Hello'), { user: eve }));
    expect(await operators.carryOut(Date.now() - 60_000)).toBe(1);
    expect(await written()).toEqual([]);
    expect((await counted()).length).toBeGreaterThan(facts.length);
  });

  it('are searched by chat where ClickHouse lacks deliveries of them', async () => {
    await receiver.keep(...BODIES);
    await receiver.archiveAll();
    await server.clickhouse.commandText(
      "ALTER TABLE deliveries_store DELETE WHERE chat_id = '11' SETTINGS mutations_sync = 2",
      {},
      'lose rows',
    );
    await erase();
    await receiver.pass();
    expect(receiver.bytesOnDisk()).not.toMatch(/My number|Ada Lovelace/);
    expect(receiver.bytesOnDisk()).toContain('I am Eve');
  });

  it('are not said to be clean while deliveries wait that were received before', async () => {
    await receiver.receive(...BODIES);
    await erase();
    await receiver.pass();
    expect(await states()).toMatchObject([
      { isClean: false, leftOver: [`spool: ${BODIES.length} deliveries wait for ClickHouse`] },
    ]);
    await receiver.drain();
    await receiver.pass();
    await embeddedErasure(server).carryOut();
    while (!(await states()).every(({ isClean }) => isClean)) await receiver.pass();
    expect(receiver.bytesOnDisk()).not.toMatch(OF_ADA);
  });

  it('that cannot be read are named, and cleaned once they can be', async () => {
    await receiver.keep(...BODIES);
    await receiver.archiveAll();
    await erase();
    const [file = ''] = receiver.archivedFiles();
    const bytes = readFileSync(file);
    rmSync(file);
    receiver.folder('archive', file.slice(file.lastIndexOf('/') + 1));
    expect(await receiver.pass()).toBe('failed');
    const [state] = await states();
    expect(state?.isClean).toBe(false);
    expect(state?.leftOver).toEqual([expect.stringMatching(/^archive: [0-9a-f]{16}\..*\.drained$/)]);
    rmSync(file, { recursive: true });
    writeFileSync(file, bytes);
    expect(await receiver.pass()).toBe('done');
    expect(receiver.bytesOnDisk()).not.toMatch(OF_ADA);
  });

  it('go with the parts that ClickHouse has replaced', async () => {
    await receiver.keep(...BODIES);
    await erase();
    const replaced = () =>
      rows<object>("SELECT name FROM system.parts WHERE NOT active AND table = 'deliveries_store'");
    const before = await replaced();
    expect(await new ReplacedParts(server.clickhouse).untilGone()).toEqual(new Map());
    // A merge may have replaced others since.
    const after = (await replaced()).map((part) => JSON.stringify(part));
    expect(before.filter((part) => after.includes(JSON.stringify(part)))).toEqual([]);
  });

  it('with what ClickHouse rejected are emptied, and stay', async () => {
    const [body = {}] = BODIES;
    // Before the request, which may come within the same millisecond.
    const receivedAt = Date.now() - 1;
    const record = { account: 'default', receivedAt, occurrence: 0n, segmentId: 5n, sequence: 1 };
    const folder = receiver.folder('rejected');
    const write = (name: string, content: object) => {
      writeFileSync(join(folder, name), JSON.stringify(content));
      return join(folder, name);
    };
    const gone = write(rejectedName({ ...record, body: Buffer.alloc(0) }), body);
    const ofBefore = write('0000000000000005-2.body', body);
    const ofOther = write(rejectedName({ ...record, account: 'other', body: Buffer.alloc(0) }), body);
    const later = write(
      rejectedName({ ...record, receivedAt: Date.now() + 60_000, body: Buffer.alloc(0) }),
      body,
    );
    await erase();
    await receiver.pass();
    expect([gone, ofBefore, ofOther, later].map((file) => readFileSync(file).length > 0)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('with bytes that could not be read lose the pieces that name the chat', async () => {
    const piece = (content: object) => `SZr1 damaged ${JSON.stringify(content)}`;
    const file = join(receiver.folder('spool', 'quarantine'), 'bytes');
    const kept = piece({ id: 110, body: 'of somebody else' });
    writeFileSync(file, [piece({ id: 1, text: 'first' }), piece(BODIES[0] ?? {}), kept].join(''));
    const { length } = readFileSync(file);
    await erase();
    await receiver.pass();
    const left = readFileSync(file, 'latin1');
    expect(left).toHaveLength(length);
    expect(left).not.toMatch(OF_ADA);
    expect(left).toContain('first');
    expect(left.endsWith(kept)).toBe(true);
  });

  it('are those of every receiver: nothing is done before each has done its own', async () => {
    const other = new CleanedReceiver(server);
    others.push(other);
    await other.keep(...BODIES);
    await other.pass();
    await receiver.pass();
    expect((await states()).map(({ isClean }) => isClean)).toEqual([true, true]);
    await erase();
    await receiver.pass();
    expect((await states()).map(({ dataDir, isClean }) => [dataDir, isClean]).sort()).toEqual(
      [
        [receiver.temporary.root, true],
        [other.temporary.root, false],
      ].sort(),
    );
    // Also after a start.
    await other.start();
    await other.pass();
    expect((await states()).map(({ isClean }) => isClean)).toEqual([true, true]);
    expect(other.bytesOnDisk()).not.toMatch(OF_ADA);
    const gone = (await states()).find(({ dataDir }) => dataDir === other.temporary.root);
    await new Receivers(server.clickhouse).forget(gone?.id ?? '');
    expect(await states()).toHaveLength(1);
  });
});
