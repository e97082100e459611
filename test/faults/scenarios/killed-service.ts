import { setTimeout as sleep } from 'node:timers/promises';
import type { Stage } from '../harness/stage';
import type { Scenario } from '../scenario';

const ROW = 'receiver killed';

/** Kills the service again and again while senders go on, each time after another while. */
async function killOften(stage: Stage, rounds: { long: number; short: number }): Promise<void> {
  await stage.service.start();
  const flow = stage.sender.flow({ connections: 8, pauseMs: 4 });
  await stage.playRounds(rounds.long, rounds.short, async () => {
    await sleep(stage.random.whole(20, 500));
    await stage.service.kill();
    await stage.service.untilRunning();
  });
  const endedAt = performance.now();
  await flow.stop();
  await stage.settle({ endedAt });
}

export const killedService: readonly Scenario[] = [
  {
    name: 'kill -9 under load',
    row: ROW,
    async play(stage) {
      await stage.useExternalClickHouse();
      await killOften(stage, { long: 200, short: 2 });
    },
  },
  {
    name: 'kill -9 under load, the embedded ClickHouse with it',
    row: ROW,
    play: (stage) => killOften(stage, { long: 25, short: 2 }),
  },
];
