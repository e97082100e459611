import { setTimeout as sleep } from 'node:timers/promises';
import { untilRolledUp } from '../../support/graphql-client';
import type { Stage } from '../harness/stage';
import { underStrace } from '../harness/system-call-fault';
import type { SystemCall } from '../harness/system-call-fault';
import type { Scenario } from '../scenario';

const DELIVERIES = 48;
const TEXT_BYTES = 3_000;
/** Enough to retire the last segment and to have it deleted. */
const AFTER_LOAD_MS = 150;
const MAX_POINTS = 150;
/** Each segment that waits to be drained costs the next start some calls: too many, and it would never be survived. */
const LIVES_UNTIL_DRAINED = 6;
const SHORT_POINTS = [1, 2, 4, 7];

/**
 * Kills the service at its first call of the system of this kind, then at its second, and so on, until it lives
 * through a start with recovery, some rotations of segments, and a stop. Each life begins with what the one
 * before has left. Only the process that receives is there: another would start it again.
 */
async function killAtEachCall(stage: Stage, call: SystemCall): Promise<void> {
  await stage.useExternalClickHouse();
  const { environment, service, sender, tally } = stage;
  environment['UV_THREADPOOL_SIZE'] = '1';
  environment['SPOOL_RETENTION_HOURS'] = '0';
  environment['SPOOL_SEGMENT_BYTES'] = '65536';
  environment['WEBHOOK_MAX_BODY_BYTES'] = '49152';
  // Segments to recover, to retire and to delete: the first life has none.
  await service.start();
  await sender.sendMany(DELIVERIES);
  await service.killForGood();
  const points = stage.isShort ? SHORT_POINTS : Array.from({ length: MAX_POINTS }, (_, index) => index + 1);
  let survivedAt: number | undefined;
  for (const point of points) {
    stage.progress(`killed at call ${point}`);
    tally.rounds += 1;
    if (tally.rounds % LIVES_UNTIL_DRAINED === 0) await drainInPeace(stage);
    const through = underStrace({ call, effect: `signal=KILL:when=${point}` });
    if (!(await service.startOnce({ through, environment: { ROLES: 'receive' } }))) continue;
    let left = DELIVERIES;
    const work = async () => {
      while (left-- > 0 && service.isRunning) await sender.send(sender.bodies.message(TEXT_BYTES));
    };
    await Promise.all([work(), work(), work()]);
    await sleep(AFTER_LOAD_MS);
    const livedToTheStop = service.isRunning;
    const code = await service.stopOnce();
    if (livedToTheStop && code === 0) {
      survivedAt = point;
      break;
    }
  }
  if (survivedAt === undefined && !stage.isShort)
    tally.problems.push(`after ${MAX_POINTS} calls there were still more to be killed at`);
  if (survivedAt === 1) tally.problems.push(`the service never called ${call}`);
  await service.start();
  await stage.settle();
}

/** One life without a fault, in which what the killed ones have piled up goes to ClickHouse. */
async function drainInPeace({ service, url }: Stage): Promise<void> {
  await service.startOnce({});
  await untilRolledUp(url, 120);
  await service.stopOnce();
}

const CALLS: readonly { call: SystemCall; longOnly: boolean }[] = [
  { call: 'fdatasync', longOnly: false },
  { call: 'pwrite64', longOnly: true },
  { call: 'rename', longOnly: true },
  { call: 'unlink', longOnly: true },
  { call: 'fsync', longOnly: true },
  { call: 'ftruncate', longOnly: true },
];

export const crashPoints: readonly Scenario[] = CALLS.map(({ call, longOnly }) => ({
  name: `killed at each ${call}`,
  row: 'receiver killed',
  needs: ['strace'],
  longOnly,
  play: (stage) => killAtEachCall(stage, call),
}));
