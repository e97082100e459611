import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DiskImage } from '../harness/disk-image';
import type { Stage } from '../harness/stage';
import type { Scenario } from '../scenario';

/** For the one call of the system that may be under way: a copy made while it runs would be of no moment in time. */
const CALL_UNDER_WAY_MS = 40;

/** Goes on again and again with what the disk of the spool holds at a moment of load; ClickHouse keeps its own. */
async function cutPower(stage: Stage): Promise<void> {
  await stage.useExternalClickHouse();
  const { service, sender, environment } = stage;
  environment['SPOOL_RETENTION_HOURS'] = '0';
  let disk = await DiskImage.make(stage, join(stage.dataDir, 'spool'));
  stage.atTheEnd(() => disk.remove());
  await service.start();
  const flow = sender.flow({ connections: 8, pauseMs: 3 });
  await stage.playRounds(50, 3, async (round) => {
    await sleep(stage.random.whole(20, 600));
    process.kill(service.running.receiverPid, 'SIGSTOP');
    await sleep(CALL_UNDER_WAY_MS);
    const left = await disk.copy(stage, round);
    await service.killForGood();
    await disk.remove();
    disk = left;
    await disk.mount();
    await service.start();
  });
  const endedAt = performance.now();
  await flow.stop();
  await stage.settle({ endedAt });
}

export const powerCut: readonly Scenario[] = [
  { name: 'power cut', row: 'power cut', needs: ['loop devices'], longOnly: true, play: cutPower },
];
