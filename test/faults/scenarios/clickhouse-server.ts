import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readSchemaFiles } from '../../../src/platform/clickhouse/schema-files';
import { enginePidOf } from '../harness/engine-pid';
import { within } from '../harness/within';
import { isStoredWithin } from '../harness/settle';
import { SmallDisk } from '../harness/small-disk';
import type { Stage } from '../harness/stage';
import type { Scenario } from '../scenario';

const DOWN = 'ClickHouse down';
const KILLED = 'ClickHouse killed in mid-insert, restored from an older copy';
const START_MS = 60_000;
const LOAD = { connections: 8, pauseMs: 5 };

/** While ClickHouse is away, nobody who sends may notice. */
function demandNoRefusal({ sender, tally }: Stage): void {
  for (const [status, times] of sender.refusals)
    tally.problems.push(`${times} deliveries were answered ${status} while only ClickHouse was away`);
}

async function engineOf(stage: Stage, before?: number): Promise<number> {
  const pid = await within(START_MS, () => {
    const found = enginePidOf(stage.service.running);
    return found === before ? undefined : found;
  });
  if (pid === undefined) throw new Error('The embedded ClickHouse did not start.');
  return pid;
}

async function stopAndContinue(stage: Stage): Promise<void> {
  await stage.service.start();
  await stage.playRounds(5, 1, async () => {
    const engine = await engineOf(stage);
    const flow = stage.sender.flow(LOAD);
    await sleep(300);
    process.kill(engine, 'SIGSTOP');
    await sleep(stage.random.whole(1_000, 5_000));
    process.kill(engine, 'SIGCONT');
    const endedAt = performance.now();
    await flow.stop();
    await stage.settle({ endedAt });
  });
  demandNoRefusal(stage);
}

/** The service waits longer and longer before it starts a server again that dies soon: up to half a minute. */
async function killEngine(stage: Stage): Promise<void> {
  await stage.service.start();
  let engine = await engineOf(stage);
  await stage.playRounds(10, 2, async () => {
    const flow = stage.sender.flow(LOAD);
    await sleep(stage.random.whole(50, 800));
    process.kill(engine, 'SIGKILL');
    await sleep(500);
    await flow.stop();
    engine = await engineOf(stage, engine);
  });
  await stage.settle();
  demandNoRefusal(stage);
}

async function dropTable(stage: Stage): Promise<void> {
  const { service, sender } = stage;
  await service.start();
  await stage.playRounds(3, 1, async () => {
    await sender.sendMany(100);
    await stage.settle();
    const flow = sender.flow(LOAD);
    await stage.stored.execute('DROP TABLE deliveries_store SYNC');
    await sleep(1_500);
    const table = readSchemaFiles().tables.find(({ name }) => name === 'deliveries_store');
    for (const statement of table?.statements ?? []) await stage.stored.execute(statement);
    const endedAt = performance.now();
    await flow.stop();
    if (!(await isStoredWithin(stage, 60)))
      throw new Error('Nothing was stored although the table was back.');
    // What the table held before comes back at the comparison of the next start.
    await service.stop();
    await service.start();
    await stage.settle({ endedAt });
  });
  demandNoRefusal(stage);
}

async function putOlderCopyInPlace(stage: Stage): Promise<void> {
  const { service, sender } = stage;
  const [current, older] = [join(stage.dataDir, 'clickhouse'), join(stage.folder, 'older')];
  await service.start();
  await sender.sendMany(300);
  await stage.settle();
  await stage.playRounds(5, 1, async () => {
    await service.stop();
    cpSync(current, older, { recursive: true });
    await service.start();
    await sender.sendMany(500);
    await stage.settle();
    await service.stop();
    rmSync(current, { recursive: true });
    cpSync(older, current, { recursive: true });
    rmSync(older, { recursive: true });
    await service.start();
    await stage.settle();
  });
}

async function fillDiskOfClickHouse(stage: Stage): Promise<void> {
  const disk = await SmallDisk.mount(stage, join(stage.dataDir, 'clickhouse'), 512);
  await stage.service.start();
  await engineOf(stage);
  await stage.playRounds(5, 1, async () => {
    await stage.sender.sendMany(100);
    const flow = stage.sender.flow(LOAD);
    disk.fill();
    await sleep(3_000);
    disk.free();
    const endedAt = performance.now();
    await flow.stop();
    await stage.settle({ endedAt });
  });
  demandNoRefusal(stage);
}

export const clickhouseServer: readonly Scenario[] = [
  { name: 'ClickHouse stands still for seconds', row: DOWN, longOnly: true, play: stopAndContinue },
  { name: 'ClickHouse killed under load', row: KILLED, play: killEngine },
  { name: 'table dropped, and put back', row: DOWN, longOnly: true, play: dropTable },
  {
    name: "ClickHouse's data replaced by an older copy",
    row: KILLED,
    longOnly: true,
    play: putOlderCopyInPlace,
  },
  {
    name: "ClickHouse's disk full",
    row: DOWN,
    needs: ['mounts'],
    longOnly: true,
    play: fillDiskOfClickHouse,
  },
];
