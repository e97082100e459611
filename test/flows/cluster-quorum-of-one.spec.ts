import { CountedChats } from '../support/counted-chats';
import { dataOf } from '../support/graphql-client';
import { runBuiltCommand } from '../support/run-built-command';
import { RunningService, SECRET, temporaryDataDir, TOKEN } from '../support/running-service';
import { describeOnClusterAtLength } from '../support/test-cluster';
import { untilTrue } from '../support/until-true';
import { WRONG_ROLL_UPS } from '../support/wrong-roll-ups';

const IN_PLACE = `
  SELECT name, extract(comment, '[0-9]+') AS generation FROM system.tables
  WHERE database = currentDatabase() AND match(name, '^(facts|rollups|episodes_store)') ORDER BY name`;

/** Rows that hold anything of the visitor of chat 1, also those that newer ones replace. */
const OF_ADA = `
  SELECT
    (SELECT count() FROM deliveries_store WHERE position(body, 'Ada 1"') > 0) AS bodies,
    (SELECT count() FROM thread_events WHERE attributes['home'] = 'of Ada 1')
      + (SELECT count() FROM facts WHERE attributes['home'] = 'of Ada 1')
      + (SELECT count() FROM episodes_store WHERE attributes['home'] = 'of Ada 1') AS attributes`;

describeOnClusterAtLength('A service on a cluster that needs one node alone', (cluster) => {
  const chats = new CountedChats();
  let dataDirs: Awaited<ReturnType<typeof temporaryDataDir>>[];
  let service: RunningService | undefined;
  let plain: RunningService | undefined;

  beforeAll(async () => {
    dataDirs = [await temporaryDataDir(), await temporaryDataDir()];
  });

  afterAll(async () => {
    await Promise.all([service?.stop(), plain?.stop()]);
    await Promise.all(dataDirs.map((dataDir) => dataDir.remove()));
  });

  /** Both services, again with these settings where they ran before. */
  async function start(environment: Record<string, string>): Promise<[RunningService, RunningService]> {
    await Promise.all([service?.stop(), plain?.stop()]);
    const [one = '', other = ''] = dataDirs.map(({ path }) => path);
    const onCluster = { ...cluster.environment, CLICKHOUSE_QUORUM: 'one', ...environment };
    const both = await Promise.all([
      RunningService.start({ dataDir: one, environment: onCluster }),
      RunningService.start({ dataDir: other, environment }),
    ]);
    [service, plain] = both;
    return both;
  }

  const inPlace = (node: string) =>
    cluster.on(node).queryText<{ name: string; generation: string }>(IN_PLACE, {}, 'tables');

  it('computes once more what a turn wrote late that hung while another node had taken over', async () => {
    const [one, other] = await start({});
    await chats.send(0, [1, 6], one, other);
    expect(await chats.answerOf(one)).toEqual(chats.reference());
    const sending = chats.send(1, [1, 6], one, other);
    const hung = await cluster.untilComputing();
    cluster.signal(hung, 'SIGSTOP');
    await sending;
    await untilTrue(
      'a takeover',
      async () => (await cluster.writerAt(hung === '1.1' ? '1.2' : '1.1')) !== hung,
    );
    // Computed without the one that hangs, which then goes on with its turn.
    expect(await chats.answerOf(one)).toEqual(chats.reference());
    cluster.signal(hung, 'SIGCONT');
    const open = 'SELECT session FROM compute_leases FINAL WHERE is_open';
    await untilTrue(
      'its session shut',
      async () => (await cluster.on('1.1').queryText(open, {}, 'open')).length === 0,
    );
    expect(await chats.answerOf(one)).toEqual(chats.reference());
    await cluster.inSync();
    for (const node of ['1.1', '1.2'])
      expect(await cluster.on(node).queryText(WRONG_ROLL_UPS, {}, 'wrong')).toEqual([]);
  });

  it('stores, computes and recomputes by other rules on the node that is left, and gives the other one all', async () => {
    const before = await start({});
    // Whichever it was, the first one in the settings is to be written on when both nodes are there.
    await cluster.kill('1.2');
    await untilTrue('a takeover', async () => (await cluster.writer()) === '1.1');
    await chats.send(0, [7, 9], ...before);
    const after = await start({ EPISODE_IDLE_GAP_HOURS: '1' });
    await chats.send(2, [1, 6], ...after);
    for (const one of after)
      await untilTrue('numbers by the other rules', async () => {
        const asked = dataOf<{ freshness: { rebuildDue: boolean } }>(one.url, '{ freshness { rebuildDue } }');
        return !(await asked).freshness.rebuildDue;
      });
    const answers = await Promise.all(after.map((one) => chats.answerOf(one)));
    expect(JSON.stringify(answers[0])).toBe(JSON.stringify(answers[1]));

    // What one node cannot erase now is not erased.
    const erase = () =>
      runBuiltCommand('erase', ['--chat', '1', '--yes'], {
        ...cluster.environment,
        DATA_DIR: dataDirs[0]?.path ?? '',
        SIGNALZEN_API_SECRET: SECRET,
        API_TOKEN: TOKEN,
      });
    expect((await erase()).code).not.toBe(0);

    await cluster.start('1.2');
    await untilTrue('the same tables', async () => {
      const [one, other] = await Promise.all([inPlace('1.1'), inPlace('1.2')]);
      return one.length === 3 && JSON.stringify(one) === JSON.stringify(other);
    });
    expect((await inPlace('1.2')).every(({ generation }) => generation !== '')).toBe(true);
    await cluster.inSync();

    expect(await erase()).toMatchObject({ code: 0 });
    for (const node of ['1.1', '1.2'])
      expect(await cluster.on(node).queryText(OF_ADA, {}, 'rows')).toEqual([
        { bodies: '0', attributes: '0' },
      ]);
    expect(JSON.stringify(await chats.answerOf(after[0]))).toBe(JSON.stringify(answers[1]));

    await cluster.kill('1.1');
    await untilTrue('an answer of the other one', () =>
      chats.statsNow(after[0]).then(
        (answer) => JSON.stringify(answer) === JSON.stringify(answers[1]),
        () => false,
      ),
    );
    await cluster.start('1.1');
    await cluster.inSync();
  });
});
