import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../harness/stage';
import { SystemCallFault, underStrace } from '../harness/system-call-fault';
import type { Injection, SystemCall } from '../harness/system-call-fault';
import type { Scenario } from '../scenario';

const FAULT_MS = 1200;

/** Injects a fault into the running service for a moment, while senders go on. */
async function failForAMoment(stage: Stage, injectionOf: (round: number) => Injection): Promise<void> {
  await stage.useExternalClickHouse();
  const { environment, service, sender, tally } = stage;
  environment['UV_THREADPOOL_SIZE'] = '1';
  // Segments come and go, so that the fault meets their preparation, their retirement and their use.
  environment['SPOOL_SEGMENT_BYTES'] = '65536';
  environment['WEBHOOK_MAX_BODY_BYTES'] = '49152';
  await service.start();
  await stage.playRounds(5, 1, async (round) => {
    const flow = sender.flow({ connections: 6, pauseMs: 3 });
    await sleep(200);
    const fault = await SystemCallFault.inject(service.running.receiverPid, injectionOf(round));
    await sleep(FAULT_MS);
    await fault.end();
    await service.untilRunning();
    const endedAt = performance.now();
    await flow.stop();
    await stage.settle({ endedAt });
  });
  const { refusalsWithoutRetryAfter } = sender;
  if (refusalsWithoutRetryAfter > 0)
    tally.problems.push(`${refusalsWithoutRetryAfter} refusals do not say when to come again`);
}

/** Has every life of the service under the fault, until it is healed and started again. */
async function failForEver(stage: Stage, injectionInto: (spool: string) => Injection): Promise<void> {
  await stage.useExternalClickHouse();
  const { service, sender } = stage;
  await service.start();
  await sender.sendMany(200);
  await stage.playRounds(5, 1, async () => {
    await service.killForGood();
    const injection = injectionInto(join(stage.dataDir, 'spool'));
    await service.start({ through: underStrace(injection) });
    const flow = sender.flow({ connections: 6, pauseMs: 3 });
    await sleep(2 * FAULT_MS);
    service.restartPlainly();
    // One that is just starting has the fault yet.
    await service.untilRunning();
    await service.kill();
    await service.untilRunning();
    const endedAt = performance.now();
    await flow.stop();
    await stage.settle({ endedAt });
  });
}

function momentary(
  name: string,
  call: SystemCall,
  effectOf: (round: number) => string,
  options: { readonly longOnly: boolean; readonly row?: string } = { longOnly: true },
): Scenario {
  const { longOnly, row = 'I/O error on write or sync' } = options;
  const play = (stage: Stage) => failForAMoment(stage, (round) => ({ call, effect: effectOf(round) }));
  return { name, row, needs: ['strace'], longOnly, play };
}

const once = (error: string) => (round: number) => `error=${error}:when=${round * 2 + 1}`;
const forEver = (error: string) => (round: number) => `error=${error}:when=${round * 2 + 1}+`;
const DISK_FULL = { longOnly: true, row: 'disk full' };
const SHORT_TOO = { longOnly: false };

export const failingDisk: readonly Scenario[] = [
  momentary('EIO once on fdatasync', 'fdatasync', once('EIO'), SHORT_TOO),
  momentary('EIO on every fdatasync', 'fdatasync', forEver('EIO')),
  {
    name: 'EIO on every fdatasync, over restarts',
    row: 'I/O error on write or sync',
    needs: ['strace'],
    longOnly: true,
    play: (stage) => failForEver(stage, () => ({ call: 'fdatasync', effect: 'error=EIO' })),
  },
  momentary('EIO once on a write', 'pwrite64', once('EIO')),
  momentary('EIO on every write', 'pwrite64', forEver('EIO')),
  // Of nothing at all: strace cannot have a part written, and to say that it was would be a lie nobody can see
  // through. A part is what a disk takes that fills up.
  momentary('short writes', 'pwrite64', (round) => `retval=0:when=${round * 2 + 1}+7`),
  momentary('EIO once on fsync', 'fsync', once('EIO')),
  momentary('EIO on every fsync', 'fsync', forEver('EIO')),
  {
    name: 'EIO on every sync of the directory',
    longOnly: true,
    row: 'I/O error on write or sync',
    needs: ['strace'],
    play: (stage) => {
      const path = join(stage.dataDir, 'spool');
      return failForAMoment(stage, () => ({ call: 'fsync', effect: 'error=EIO', paths: [path] }));
    },
  },
  momentary('EIO once on rename', 'rename', once('EIO')),
  momentary('EIO on every rename', 'rename', forEver('EIO')),
  momentary('EIO on every ftruncate', 'ftruncate', forEver('EIO')),
  momentary('EIO on every open', 'openat', forEver('EIO')),
  momentary('EIO on every read', 'pread64', forEver('EIO')),
  {
    name: 'EIO on every read, at the start',
    row: 'I/O error on write or sync',
    needs: ['strace'],
    longOnly: true,
    // Only of the files that are there at the start: the program has libraries of its own to read.
    play: (stage) =>
      failForEver(stage, (spool) => ({
        call: 'pread64',
        effect: 'error=EIO',
        paths: readdirSync(spool).map((name) => join(spool, name)),
      })),
  },
  momentary('slow disk: 200 ms for each sync', 'fdatasync', () => 'delay_enter=200000'),
  momentary('ENOSPC once on fdatasync', 'fdatasync', once('ENOSPC'), DISK_FULL),
  momentary('ENOSPC on every fdatasync', 'fdatasync', forEver('ENOSPC'), DISK_FULL),
  momentary('ENOSPC once on a write', 'pwrite64', once('ENOSPC'), DISK_FULL),
  momentary('ENOSPC on every write', 'pwrite64', forEver('ENOSPC'), DISK_FULL),
];
