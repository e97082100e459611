import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MEASURES } from '../../../src/answer/measures/registry/measures';
import { ask } from '../../support/graphql-client';
import { getReport } from '../../support/report-client';
import type { Stage } from '../harness/stage';
import { within } from '../harness/within';
import type { Scenario } from '../scenario';

const ROW = 'the other process';
const BACK_WITHIN_MS = 60_000;
/** For a process that stands still to be noticed as such: ten seconds, and what the machine needs on top. */
const NOTICED_WITHIN_MS = 30_000;
const HEAP_MEBIBYTES = 160;
const SMALL =
  '{ stats(from: "2026-01-01T00:00Z", to: "2026-01-02T00:00Z", granularity: TOTAL) { closures } }';
/** About the most that one question may ask for. */
const COSTLY = `{ stats(from: "2016-01-01T00:00Z", to: "2026-01-01T00:00Z", granularity: HOUR, limit: 100000) { ${MEASURES.map(
  ({ name }) => name,
)
  .slice(0, 7)
  .join(' ')} } }`;
const REPORT = 'stats.csv?from=2025-09-01&to=2026-01-01&granularity=HOUR';

/** Nothing of what happens to the other process may be felt by a sender, or end the receiver. */
async function besideSenders(stage: Stage, play: () => Promise<void>): Promise<void> {
  const { service, sender, tally } = stage;
  const receiver = service.running.receiverPid;
  const lostBefore = sender.lost;
  const flow = sender.flow({ connections: 8, pauseMs: 5 });
  await sleep(300);
  await play();
  const endedAt = performance.now();
  await flow.stop();
  if (sender.lost > lostBefore)
    tally.problems.push(`${sender.lost - lostBefore} connections of senders broke`);
  if (sender.refusals.size > 0) tally.problems.push('deliveries were refused');
  if (service.running.receiverPid !== receiver) tally.problems.push('the receiver ended as well');
  await stage.settle({ endedAt });
}

async function untilItAnswers({ url, tally }: Stage): Promise<void> {
  const isBack = await within(BACK_WITHIN_MS, async () => (await ask(url, SMALL)).status === 200);
  if (!isBack) tally.problems.push(`the API was not back in ${BACK_WITHIN_MS / 1000} s`);
}

async function killOther(stage: Stage): Promise<void> {
  const { service, random } = stage;
  await service.start();
  await besideSenders(stage, () =>
    stage.playRounds(20, 2, async () => {
      await sleep(random.whole(20, 500));
      process.kill(service.running.answeringPid, 'SIGKILL');
      await untilItAnswers(stage);
    }),
  );
}

/** Stands still (SIGSTOP) in the middle of its work, and goes on. */
async function stopOther(stage: Stage): Promise<void> {
  const { service, url, tally } = stage;
  await service.start();
  await besideSenders(stage, () =>
    stage.playRounds(5, 1, async () => {
      const stopped = service.running.answeringPid;
      process.kill(stopped, 'SIGSTOP');
      const startedAt = performance.now();
      const { status } = await ask(url, SMALL);
      const waitedMs = performance.now() - startedAt;
      if (status !== 503 || waitedMs > NOTICED_WITHIN_MS)
        tally.problems.push(`a reader got ${status} after ${(waitedMs / 1000).toFixed(1)} s`);
      process.kill(stopped, 'SIGCONT');
      await untilItAnswers(stage);
      if (service.running.answeringPid !== stopped) tally.problems.push('it did not go on');
    }),
  );
}

async function exhaustMemory(stage: Stage): Promise<void> {
  const { service } = stage;
  await service.start({
    nodeOptions: [
      `--max-old-space-size=${HEAP_MEBIBYTES}`,
      '--require',
      resolve('test/faults/harness/hoarder.cjs'),
    ],
  });
  await besideSenders(stage, () =>
    stage.playRounds(5, 1, async () => {
      const hoarding = service.running.answeringPid;
      process.kill(hoarding, 'SIGUSR2');
      const hasEnded = await within(BACK_WITHIN_MS, () =>
        Promise.resolve(service.running.answeringPid !== hoarding),
      );
      if (!hasEnded) throw new Error('The process did not run out of memory.');
      await untilItAnswers(stage);
    }),
  );
}

/** Many readers at once, each with one of the costliest questions there are, or with a long report. */
async function readGreedily(stage: Stage): Promise<void> {
  const { service, url, tally } = stage;
  await service.start();
  await besideSenders(stage, () =>
    stage.playRounds(5, 1, async () => {
      const leaving = AbortSignal.timeout(stage.isShort ? 4_000 : 30_000);
      const statuses = new Set<number>();
      const read = async (one: () => Promise<{ status: number }>) => {
        while (!leaving.aborted) statuses.add((await one()).status);
      };
      await Promise.all([
        ...Array.from({ length: 4 }, () => read(() => ask(url, COSTLY))),
        ...Array.from({ length: 4 }, () =>
          read(async () => {
            const report = await getReport(url, REPORT);
            await report.arrayBuffer();
            return report;
          }),
        ),
      ]);
      for (const status of statuses) {
        if (![200, 429, 503].includes(status)) tally.problems.push(`a reader was answered with ${status}`);
      }
    }),
  );
}

export const otherProcess: readonly Scenario[] = [
  { name: 'the other process killed under load', row: ROW, longOnly: true, play: killOther },
  { name: 'the other process stopped', row: ROW, longOnly: true, play: stopOther },
  { name: 'the other process out of memory', row: ROW, longOnly: true, play: exhaustMemory },
  { name: 'greedy readers beside senders', row: 'greedy readers', longOnly: true, play: readGreedily },
];
