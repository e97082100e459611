import { CountedChats } from '../support/counted-chats';
import { RunningService, temporaryDataDir } from '../support/running-service';
import { describeOnCluster, describeOnClusterAtLength } from '../support/test-cluster';
import type { TestCluster } from '../support/test-cluster';
import { untilTrue } from '../support/until-true';
import { WRONG_ROLL_UPS } from '../support/wrong-roll-ups';

/** All that is computed, one row for each key, whichever parts the rows are in. */
const NUMBERS = `
  SELECT
    (SELECT groupBitXor(cityHash64(*)) FROM facts FINAL) AS facts,
    (SELECT groupBitXor(cityHash64(* EXCEPT (bins, worked_bins), toString(bins), toString(worked_bins)))
     FROM rollups FINAL) AS rollups,
    (SELECT groupBitXor(cityHash64(toString(tuple(*)))) FROM episodes_store FINAL) AS episodes,
    (SELECT groupBitXor(cityHash64(segment_id, sequence, body)) FROM deliveries_store FINAL) AS deliveries,
    (SELECT count() FROM deliveries_store FINAL) AS stored`;

/** A service on the cluster and one on a plain server, which get the same. */
class Compared {
  readonly chats = new CountedChats();
  #dataDirs: Awaited<ReturnType<typeof temporaryDataDir>>[] = [];
  #services: RunningService[] = [];

  constructor(private readonly cluster: TestCluster) {
    beforeAll(async () => {
      this.#dataDirs = [await temporaryDataDir(), await temporaryDataDir()];
      const [one = '', other = ''] = this.#dataDirs.map(({ path }) => path);
      this.#services = await Promise.all([
        RunningService.start({ dataDir: one, environment: cluster.environment }),
        RunningService.start({ dataDir: other }),
      ]);
    });
    afterAll(async () => {
      await Promise.all(this.#services.map((service) => service.stop()));
      await Promise.all(this.#dataDirs.map((dataDir) => dataDir.remove()));
    });
  }

  get onCluster(): RunningService {
    const [service] = this.#services;
    if (service === undefined) throw new Error('the service was not started');
    return service;
  }

  send(part: number, chats: readonly [number, number]): Promise<void> {
    return this.chats.send(part, chats, ...this.#services);
  }

  /** The one on the cluster answers as the reference and as the other one, and both nodes have the same. */
  async expectSameNumbers(): Promise<void> {
    const [answer, plain] = await Promise.all(this.#services.map((service) => this.chats.answerOf(service)));
    expect(answer).toEqual(this.chats.reference());
    expect(JSON.stringify(answer)).toBe(JSON.stringify(plain));
    await this.cluster.inSync();
    const nodes = ['1.1', '1.2'].map((node) => this.cluster.on(node));
    const [one, other] = await Promise.all(nodes.map((node) => node.queryText(NUMBERS, {}, 'numbers')));
    expect(one).toEqual(other);
    expect(one).toMatchObject([{ stored: String(this.chats.sent) }]);
    for (const node of nodes) expect(await node.queryText(WRONG_ROLL_UPS, {}, 'wrong')).toEqual([]);
  }
}

describeOnCluster('A service on a cluster of two replicas', (cluster) => {
  const compared = new Compared(cluster);

  it('counts as one on a plain server does, and both replicas have all', async () => {
    await compared.send(0, [1, 8]);
    await compared.expectSameNumbers();
    expect(await cluster.writer()).toBe('1.1');
  });

  it('goes on when the node that is written on is killed in the middle of a turn', async () => {
    const sending = compared.send(1, [1, 8]);
    const killed = await cluster.untilComputing();
    await cluster.kill(killed);
    await sending;
    await untilTrue('a takeover', async () => (await cluster.writer()) !== killed);
    // The other one answers, though it takes nothing new as long as it is alone.
    await untilTrue('an answer', () =>
      compared.chats.statsNow(compared.onCluster).then(Boolean, () => false),
    );
    await cluster.start(killed);
    await compared.expectSameNumbers();
  });

  it('lets nothing of a turn count that hung with its node while another one took over', async () => {
    const sending = compared.send(2, [1, 8]);
    const hung = await cluster.untilComputing();
    cluster.signal(hung, 'SIGSTOP');
    await sending;
    await untilTrue('a takeover', async () => (await cluster.writer()) !== hung);
    cluster.signal(hung, 'SIGCONT');
    await compared.expectSameNumbers();
  });
});

describeOnClusterAtLength('A service on a cluster that loses Keeper or a disk', (cluster) => {
  const compared = new Compared(cluster);

  it('waits for a keeper that is away, and takes what comes meanwhile', async () => {
    await compared.send(0, [1, 4]);
    await compared.expectSameNumbers();
    await cluster.killKeeper();
    await compared.send(0, [5, 8]);
    expect(await compared.chats.statsNow(compared.onCluster)).toBeDefined();
    await cluster.startKeeper();
    await compared.expectSameNumbers();
  });

  it('gives a node all again that has lost its disk', async () => {
    const lost = (await cluster.writer()) === '1.1' ? '1.2' : '1.1';
    await cluster.wipe(lost);
    await compared.send(1, [5, 8]);
    await cluster.start(lost);
    await compared.expectSameNumbers();
  });
});
