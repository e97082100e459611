import { CountedChats } from '../support/counted-chats';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { describeOnThree } from '../support/test-cluster';
import { untilTrue } from '../support/until-true';
import { WRONG_ROLL_UPS } from '../support/wrong-roll-ups';

const HELD = `
  SELECT
    (SELECT groupBitXor(cityHash64(toString(tuple(*)))) FROM facts FINAL) AS facts,
    (SELECT groupBitXor(cityHash64(toString(tuple(*)))) FROM rollups FINAL) AS rollups,
    (SELECT groupBitXor(cityHash64(segment_id, sequence, body)) FROM deliveries_store FINAL) AS deliveries,
    (SELECT count() FROM deliveries_store FINAL) AS stored`;

describeOnThree('A service on a cluster of three replicas', (cluster) => {
  const chats = new CountedChats();
  let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
  let service: RunningService;

  beforeAll(async () => {
    dataDir = await temporaryDataDir();
    service = await RunningService.start({ dataDir: dataDir.path, environment: cluster.environment });
    await chats.send(0, [1, 6], service);
    expect(await chats.answerOf(service)).toEqual(chats.reference());
  });

  afterAll(async () => {
    await service.stop();
    await dataDir.remove();
  });

  async function expectAllOnEachNode(): Promise<void> {
    await cluster.inSync();
    const nodes = cluster.nodes.map(({ node }) => cluster.on(node));
    const held = await Promise.all(nodes.map((node) => node.queryText<object>(HELD, {}, 'what it holds')));
    expect(held[0]).toMatchObject([{ stored: String(chats.sent) }]);
    for (const other of held) expect(other).toEqual(held[0]);
    for (const node of nodes) expect(await node.queryText(WRONG_ROLL_UPS, {}, 'wrong')).toEqual([]);
  }

  it('stores and computes while one that is not written on is killed', async () => {
    const killed = await cluster.otherNode();
    await cluster.kill(killed);
    await chats.send(1, [1, 3], service);
    expect(await chats.answerOf(service)).toEqual(chats.reference());
    await cluster.start(killed);
    await expectAllOnEachNode();
  });

  it('stores and computes on another one while the one that was written on is killed', async () => {
    const killed = await cluster.writer();
    await cluster.kill(killed);
    await untilTrue('a takeover', async () => (await cluster.writer()) !== killed);
    await chats.send(1, [4, 6], service);
    expect(await chats.answerOf(service)).toEqual(chats.reference());
    await cluster.start(killed);
    await expectAllOnEachNode();
  });

  it('stores and computes while one has lost its disk, which gets all again', async () => {
    const lost = await cluster.writer();
    await cluster.wipe(lost);
    await chats.send(2, [1, 4], service);
    expect(await chats.answerOf(service)).toEqual(chats.reference());
    await cluster.start(lost);
    await untilTrue('its tables', async () => {
      const sql =
        "SELECT count() AS tables FROM system.tables WHERE database = currentDatabase() AND name = 'rollups'";
      const [row] = await cluster
        .on(lost)
        .queryText<{ tables: string }>(sql, {}, 'tables')
        .catch(() => []);
      return row?.tables === '1';
    });
    await expectAllOnEachNode();
  });

  it('stores nothing new while two are killed, answers as before, and takes all up again', async () => {
    const before = await chats.answerOf(service);
    const [one, other] = cluster.nodes.map(({ node }) => node).filter((node) => node !== '1.1');
    await cluster.kill(one ?? '');
    await cluster.kill(other ?? '');
    await untilTrue('an answer of the last one', () =>
      chats.statsNow(service).then(
        (answer) => JSON.stringify(answer) === JSON.stringify(before),
        () => false,
      ),
    );
    await chats.send(2, [5, 6], service);
    await cluster.start(one ?? '');
    await cluster.start(other ?? '');
    expect(await chats.answerOf(service)).toEqual(chats.reference());
    await expectAllOnEachNode();
  });
});
