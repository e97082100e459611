import { setTimeout as sleep } from 'node:timers/promises';
import { memoryBytes, processesOfService } from '../support/processes';
import type { Workshop } from '../support/workshop';
import { measureReceiver } from './measure-receiver';
import type { LoadOptions } from './measure-receiver';
import { waitingDeliveries } from './service-watch';
import { startService } from './service-receiver';

const BETWEEN_LOOKS_MS = 100;

/** What came of a load while ClickHouse stood still. */
export interface Outage {
  /** Deliveries that were accepted meanwhile. */
  readonly backlog: number;
  readonly acceptedPerSecond: number;
  /** Of the backlog into ClickHouse, once it works again. */
  readonly drainedPerSecond: number;
  readonly memoryBytesAtFirst: number;
  readonly memoryBytesWithBacklog: number;
  readonly maxMemoryBytes: number;
}

/** Loads the service while its ClickHouse is stopped (SIGSTOP), lets that go on, and sees the backlog drain. */
export async function measureOutage(
  workshop: Workshop,
  maxPerSecond: number,
  options: LoadOptions,
): Promise<Outage> {
  let [backlog, drainSeconds, memoryBytesWithBacklog] = [0, 0, 0];
  const { load, aftermath } = await measureReceiver(
    workshop,
    () => startService(workshop, []),
    maxPerSecond,
    options,
    {
      beforeLoad: ({ pid }) => {
        process.kill(processesOfService(pid).clickhouse, 'SIGSTOP');
        return Promise.resolve();
      },
      afterLoad: async ({ pid, port }) => {
        const origin = `http://127.0.0.1:${port}`;
        memoryBytesWithBacklog = memoryBytes(processesOfService(pid).receiver);
        backlog = await waitingDeliveries(origin);
        const from = performance.now();
        process.kill(processesOfService(pid).clickhouse, 'SIGCONT');
        while ((await waitingDeliveries(origin)) > 0) await sleep(BETWEEN_LOOKS_MS);
        drainSeconds = (performance.now() - from) / 1000;
      },
    },
  );
  return {
    backlog,
    acceptedPerSecond: load.requestsPerSecond,
    drainedPerSecond: backlog / drainSeconds,
    memoryBytesAtFirst: aftermath.watched.memoryBytesAtFirst,
    memoryBytesWithBacklog,
    maxMemoryBytes: aftermath.watched.maxMemoryBytes,
  };
}
