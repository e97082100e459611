import { spawn } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { builtProgram } from '../../support/built-program';
import { runBuiltCommand } from '../../support/run-built-command';
import { SECRET, TOKEN } from '../../support/running-service';
import type { Stage } from '../harness/stage';
import type { Scenario } from '../scenario';

const LOAD = { connections: 8, pauseMs: 5 };
const KILLS = 2;
const EVER = ['--from', '2000-01-01', '--to', '2100-01-01'];

/** Of commands: those of the service. */
function environmentOf({ dataDir, environment }: Stage): Record<string, string> {
  return { DATA_DIR: dataDir, SIGNALZEN_API_SECRET: SECRET, API_TOKEN: TOKEN, ...environment };
}

async function run(stage: Stage, name: string, ...given: string[]): Promise<void> {
  const { code, said } = await runBuiltCommand(name, given, environmentOf(stage));
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${said}`);
}

/** Breaks a restore off at a random moment, which may be after its end. */
async function breakRestoreOff(stage: Stage, backups: string): Promise<void> {
  const child = spawn(process.execPath, [...builtProgram('restore'), '--from', backups], {
    env: { PATH: process.env['PATH'], ...environmentOf(stage) },
    stdio: 'ignore',
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  await sleep(stage.random.whole(300, 6_000));
  child.kill('SIGKILL');
  const isDone = (await ended) === 0;
  if (isDone) rmSync(stage.dataDir, { recursive: true });
  else if (await stage.service.startOnce({})) throw new Error('The service started on half a backup.');
}

/**
 * Backups at random moments under load; then all is lost. What was acknowledged before the last backup began is to be
 * there after a restore, with its numbers, and the rest once the old spool is read.
 */
async function loseEverything(stage: Stage): Promise<void> {
  const { service, sender, random } = stage;
  const [backups, lost] = [join(stage.folder, 'backups'), join(stage.folder, 'lost')];
  await service.start();
  await stage.playRounds(10, 1, async (round) => {
    const flow = sender.flow(LOAD);
    await sleep(random.whole(100, 4_000));
    const before = stage.ledger.read();
    const isOfBackup = (digest: string) => (before.get(digest)?.acknowledged ?? 0) > 0;
    await run(stage, 'backup', '--to', backups, '--keep', '3');
    await sleep(random.whole(0, 2_000));
    await service.killForGood();
    await flow.stop();
    rmSync(lost, { recursive: true, force: true });
    renameSync(stage.dataDir, lost);

    for (let kill = 0; kill < KILLS; kill += 1) await breakRestoreOff(stage, backups);
    const isWithSpool = round % 2 === 0;
    await run(stage, 'restore', '--from', backups, ...(isWithSpool ? ['--spool', lost] : []));
    await service.start();
    if (isWithSpool) {
      await stage.settle();
      return;
    }
    await stage.settle({ mayMiss: (digest) => !isOfBackup(digest) });
    await run(stage, 'replay', ...EVER, '--directory', join(lost, 'spool'));
    await stage.settle();
  });
}

export const lostMachine: readonly Scenario[] = [
  {
    name: 'everything lost, restored from a backup',
    row: 'everything lost, restored from a backup',
    longOnly: true,
    play: loseEverything,
  },
];
