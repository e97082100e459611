import { ClickHouse } from '../../src/platform/clickhouse/clickhouse';
import { ClickHouseConnection } from '../../src/platform/clickhouse/clickhouse-connection';
import { ClickHouseError } from '../../src/platform/clickhouse/clickhouse-error';
import { ClusterNodes } from '../../src/platform/clickhouse/cluster/cluster-nodes';
import { readSettings } from '../../src/platform/config/read-settings';
import { createLog } from '../../src/platform/logging/log';
import { LeaseLost } from '../../src/compute/lease/fenced-session';
import { Lease } from '../../src/compute/lease/lease';
import type { Turn } from '../../src/compute/lease/turn';
import { untilTrue } from '../support/until-true';
import { SECRET, TOKEN } from '../support/running-service';
import { describeOnCluster } from '../support/test-cluster';

/** After so long without a sign a holder is taken for dead, which renews every three seconds. */
const LAPSED_MS = 200;
const NEVER_MS = 600_000;
const TURNS_EACH = 6;
const NOTE = 'lease/close';

describeOnCluster('Two workers that write on different nodes of a cluster', (cluster) => {
  const log = createLog('fatal');
  const opened: { close(): Promise<void> }[] = [];
  let one: Lease;
  let other: Lease;

  /** As a process that has not heard that another node is written on. */
  async function leaseAt(node: string, holder: string, lapseMs = LAPSED_MS): Promise<Lease> {
    const { CLICKHOUSE_USER: user = '', CLICKHOUSE_PASSWORD: password = '' } = cluster.environment;
    const settings = { name: cluster.name, urls: cluster.urls.map((url) => new URL(url)), hasQuorum: false };
    const nodes = new ClusterNodes(settings, { user, password, database: cluster.database });
    await nodes.look();
    // Looks again and again, as whoever follows the cluster does.
    const looking = setInterval(() => void nodes.look().catch(() => undefined), 200);
    const found = nodes.nodes.find(({ name }) => `1.${name?.slice(1)}` === node);
    if (found === undefined) throw new Error(`there is no node ${node}`);
    const clickhouse = new ClickHouse(cluster.database);
    clickhouse.connectTo(nodes.accessTo(found));
    opened.push({
      close: async () => {
        clearInterval(looking);
        await clickhouse.close();
        await nodes.close();
      },
    });
    return new Lease(clickhouse, { program: 'service', log, holder, lapseMs });
  }

  /** What a node was about to get from the one that hangs, it gives up only after a while; a service tries again. */
  async function takenInTime(lease: Lease): Promise<Turn> {
    for (const end = Date.now() + 150_000; ;) {
      try {
        return await lease.take();
      } catch (error) {
        if (!(error instanceof ClickHouseError && error.code === 'CLICKHOUSE_TIMEOUT') || Date.now() > end)
          throw error;
      }
    }
  }

  beforeAll(async () => {
    const environment = { SIGNALZEN_API_SECRET: SECRET, API_TOKEN: TOKEN, SIGNALZEN_API: 'off' };
    const settings = readSettings({ ...environment, ...cluster.environment, DATA_DIR: '/nonexistent' });
    const connection = new ClickHouseConnection(settings, log);
    await connection.ready();
    await connection.close();
    [one, other] = [await leaseAt('1.1', 'one'), await leaseAt('1.2', 'other')];
  });

  afterAll(async () => {
    for (const node of ['1.1', '1.2']) cluster.signal(node, 'SIGCONT');
    await Promise.all(opened.map((it) => it.close()));
  });

  it('never have a turn at the same time, and each has greater versions than the one before', async () => {
    let isTaken = false;
    const versions: bigint[] = [];
    const work = async (lease: Lease): Promise<void> => {
      for (let done = 0; done < TURNS_EACH; done += 1) {
        const turn = await lease.take();
        expect(isTaken).toBe(false);
        isTaken = true;
        versions.push(turn.nextVersion());
        await turn.command(NOTE, { session: 'nobody' });
        versions.push(turn.nextVersion());
        isTaken = false;
        await lease.end(turn);
      }
    };
    await Promise.all([work(await leaseAt('1.1', 'a', NEVER_MS)), work(await leaseAt('1.2', 'b', NEVER_MS))]);
    expect(versions).toHaveLength(4 * TURNS_EACH);
    expect(versions).toEqual([...versions].sort((a, b) => (a < b ? -1 : 1)));
  });

  it('refuse what one that stood still writes on its node after the other took over', async () => {
    const turn = await one.take();
    const begun = turn.nextVersion();
    const next = await other.take();
    expect(next.unfinishedSince).toBeLessThan(begun);
    expect(next.nextVersion()).toBeGreaterThan(begun);
    await expect(turn.command(NOTE, { session: 'nobody' })).rejects.toThrow(LeaseLost);
    await expect(one.end(turn)).rejects.toThrow(LeaseLost);
    await one.abandon(new LeaseLost(false));
    await other.end(next);
  });

  it('finish once more what one began at a node that hung, when that is back; and it writes nothing more', async () => {
    const turn = await one.take();
    const begun = turn.nextVersion();
    cluster.signal('1.1', 'SIGSTOP');
    try {
      // Its renewals do not come through, and nobody can shut its session.
      const next = await takenInTime(other);
      expect(next.unfinishedSince).toBeLessThan(begun);
      await other.end(next);
    } finally {
      cluster.signal('1.1', 'SIGCONT');
    }
    await expect(turn.command(NOTE, { session: 'nobody' })).rejects.toThrow(LeaseLost);
    await expect(one.end(turn)).rejects.toThrow(LeaseLost);
    // It shuts its session, and leaves to others to finish what it may have written meanwhile.
    await one.abandon(new LeaseLost(false));
    await untilTrue('something left to finish', () => other.isUnfinished(), 100);
    const last = await other.take();
    expect(last.unfinishedSince).toBeLessThan(begun);
    await other.end(last);
    expect(await other.isUnfinished()).toBe(false);
  });

  it('begin nothing and write nothing without Keeper, and go on when it is back', async () => {
    const turn = await one.take();
    await cluster.killKeeper();
    try {
      await expect(turn.command(NOTE, { session: 'nobody' })).rejects.toThrow();
      await expect(other.take(AbortSignal.timeout(3_000))).rejects.toThrow();
    } finally {
      await cluster.startKeeper();
      await cluster.inSync();
    }
    await one.abandon(new LeaseLost(false));
    await untilTrue(
      'a turn',
      () =>
        other.take(AbortSignal.timeout(10_000)).then(
          (next) => other.end(next).then(() => true),
          () => false,
        ),
      500,
    );
  });
});
