import { setTimeout as sleep } from 'node:timers/promises';
import type { TestCluster } from '../../support/test-cluster';
import type { Stage } from '../harness/stage';
import type { Scenario } from '../scenario';
import { playBesideOneServer } from './beside-one-server';
import { compareNodes } from './compared-nodes';

const ROW = 'a replica killed, hung, wiped or cut off from Keeper; Keeper away';
const LOAD = { connections: 4, pauseMs: 20 };

/** Breaks something under load, and mends it; then all nodes must have the same, and all of it. */
function broken(hurt: (cluster: TestCluster, stage: Stage) => Promise<() => Promise<void> | void>) {
  return async (stage: Stage): Promise<void> => {
    const cluster = await stage.useCluster();
    await stage.service.start();
    await stage.sender.sendMany(50);
    await stage.settle();
    await stage.playRounds(3, 1, async () => {
      const flow = stage.sender.flow(LOAD);
      await sleep(stage.random.whole(200, 2_000));
      const mend = await hurt(cluster, stage);
      await sleep(stage.random.whole(5_000, 20_000));
      await mend();
      const endedAt = performance.now();
      await flow.stop();
      await cluster.inSync();
      await stage.settle({ endedAt });
      await compareNodes(cluster, stage);
    });
    for (const [status, times] of stage.sender.refusals)
      stage.tally.problems.push(`${times} deliveries were answered ${status} while only ClickHouse was away`);
  };
}

/** What only a node that is killed, hung, wiped or cut off can show of a cluster, and Keeper. */
export const replicas: readonly Scenario[] = [
  {
    name: 'the replica that is written on killed',
    play: broken(async (cluster) => {
      const node = await cluster.writer();
      await cluster.kill(node);
      return () => cluster.start(node);
    }),
  },
  {
    name: 'the replica that is written on hangs, and goes on',
    play: broken(async (cluster) => {
      const node = await cluster.writer();
      cluster.signal(node, 'SIGSTOP');
      return () => {
        cluster.signal(node, 'SIGCONT');
      };
    }),
  },
  {
    name: 'another replica killed',
    play: broken(async (cluster) => {
      const node = await cluster.otherNode();
      await cluster.kill(node);
      return () => cluster.start(node);
    }),
  },
  {
    name: 'the disk of another replica lost',
    play: broken(async (cluster) => {
      const node = await cluster.otherNode();
      await cluster.wipe(node);
      return () => cluster.start(node);
    }),
  },
  {
    name: 'the disk of the replica that is written on lost',
    play: broken(async (cluster) => {
      const node = await cluster.writer();
      await cluster.wipe(node);
      return () => cluster.start(node);
    }),
  },
  {
    name: 'the replica that is written on cut off from Keeper',
    play: broken(async (cluster) => {
      const node = await cluster.writer();
      await cluster.cut(node);
      return () => cluster.heal(node);
    }),
  },
  {
    name: 'Keeper away',
    play: broken(async (cluster) => {
      await cluster.killKeeper();
      return () => cluster.startKeeper();
    }),
  },
  { name: 'a month of chats while nodes die and return, beside one server', play: playBesideOneServer },
].map((scenario) => ({ ...scenario, row: ROW, needs: ['a cluster'] }));
