import { freePort } from '../harness/free-port';
import type { Stage } from '../harness/stage';
import { RunningService } from '../../support/running-service';
import type { Scenario } from '../scenario';

/** Starts a second service on the data directory of the first, which must refuse and disturb nothing. */
async function startSecond(stage: Stage): Promise<void> {
  const { service, sender, dataDir } = stage;
  await service.start();
  const flow = sender.flow({ connections: 4, pauseMs: 5 });
  await stage.playRounds(5, 1, async () => {
    const environment = { ...stage.environment, PORT: String(await freePort()) };
    const said = await RunningService.start({ dataDir, environment }).then(
      async (second) => {
        await second.kill();
        return 'it started';
      },
      (error: unknown) => String(error),
    );
    if (!/ended with 1[^]*(in use|already)/i.test(said))
      stage.tally.problems.push(`a second service on the same data directory: ${said}`);
  });
  const endedAt = performance.now();
  await flow.stop();
  await stage.settle({ endedAt });
}

export const secondProcess: readonly Scenario[] = [
  { name: 'a second service on the same spool', row: 'two at once', play: startSecond },
];
