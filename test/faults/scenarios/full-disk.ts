import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '../harness/within';
import { SmallDisk } from '../harness/small-disk';
import type { Stage } from '../harness/stage';
import type { Scenario } from '../scenario';

const DISK_MEBIBYTES = 160;
const FULL_MS = 1500;
const UNTIL_REFUSED_MS = 30_000;

/**
 * Fills the disk of the spool up under load, and frees it again; every second time the service is killed in between.
 */
async function fillUp(stage: Stage, minFreeBytes: number): Promise<void> {
  await stage.useExternalClickHouse();
  const { service, sender, environment } = stage;
  environment['SPOOL_MIN_FREE_BYTES'] = String(minFreeBytes);
  environment['SPOOL_RETENTION_HOURS'] = '0';
  const disk = await SmallDisk.mount(stage, stage.dataDir, DISK_MEBIBYTES);
  await service.start();
  await stage.playRounds(10, 1, async (round) => {
    const flow = sender.flow({ connections: 8, pauseMs: 5 });
    await sleep(300);
    const refused = () => sender.refusals.get(503) ?? 0;
    const before = refused();
    disk.fill();
    // The segment in use and the spare still have room.
    if (!(await within(UNTIL_REFUSED_MS, () => refused() > before)))
      throw new Error('No delivery was refused although the disk was full.');
    await sleep(FULL_MS);
    if (round % 2 === 0) {
      await service.kill();
      await service.untilRunning();
      await sleep(FULL_MS);
    }
    disk.free();
    const endedAt = performance.now();
    await sleep(FULL_MS);
    await flow.stop();
    await stage.settle({ endedAt });
  });
  if (sender.refusalsWithoutRetryAfter > 0) throw new Error('A refusal does not say when to come again.');
}

export const fullDisk: readonly Scenario[] = [
  {
    name: 'disk full to the last byte, then freed',
    row: 'disk full',
    needs: ['mounts'],
    play: (stage) => fillUp(stage, 0),
  },
  {
    name: 'disk under its floor of free bytes, then freed',
    row: 'disk full',
    needs: ['mounts'],
    longOnly: true,
    play: (stage) => fillUp(stage, 16 << 20),
  },
];
