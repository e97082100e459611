import { setTimeout as sleep } from 'node:timers/promises';
import type { LoadResult } from '../load/load-orders';
import { startBuiltService } from '../support/built-service';
import { processesOfService, processorSeconds } from '../support/processes';
import type { ServiceProbe } from '../support/service-probe';
import type { Workshop } from '../support/workshop';
import type { Receiver } from './receiver';
import { StoredDeliveries } from './stored-deliveries';
import type { Storage } from './stored-deliveries';
import { ServiceWatch } from './service-watch';
import type { Watched } from './service-watch';
import { spoolBytes } from './spool-bytes';

export interface ServiceAftermath {
  /** Seconds from the end of the load until ClickHouse held everything. */
  readonly drainSeconds: number;
  /** Seconds from the end of the load until the roll-ups held everything. */
  readonly rollUpSeconds: number;
  readonly deliveries: number;
  /** In all. */
  readonly bodyBytes: number;
  readonly spoolBytes: number;
  readonly storage: Storage;
  readonly watched: Watched;
}

/** The service as it is built, with its own embedded ClickHouse and an empty data directory. */
export async function startService(
  workshop: Workshop,
  nodeOptions: readonly string[],
): Promise<Receiver<ServiceAftermath> & { readonly pid: number }> {
  const dataDir = await workshop.newFolder('service');
  const { program, origin, probe } = await startBuiltService(workshop, dataDir, nodeOptions);
  await probe.until('started', ({ lastRollupAt }) => lastRollupAt !== null);
  const watch = new ServiceWatch(processesOfService(program.pid).receiver, origin);
  return {
    pid: program.pid,
    port: Number(new URL(origin).port),
    path: '/webhooks/signalzen',
    lastWords: () => program.lastWords,
    // With all its processes, the embedded ClickHouse included.
    processorSeconds: () => processorSeconds(program.pid),
    afterwards: (load, firstId) => lookAfterwards(probe, watch, dataDir, load, firstId),
    stop: async () => {
      await watch.end();
      await workshop.stop(program);
    },
  };
}

async function lookAfterwards(
  probe: ServiceProbe,
  watch: ServiceWatch,
  dataDir: string,
  load: LoadResult,
  firstId: number,
): Promise<ServiceAftermath> {
  const loadEndedAt = performance.now();
  await probe.until('drained', ({ eventsSpooled }) => eventsSpooled === 0);
  const drainSeconds = (performance.now() - loadEndedAt) / 1000;
  await probe.until('rolled up', ({ eventsPending }) => eventsPending === 0);
  const rollUpSeconds = (performance.now() - loadEndedAt) / 1000;
  const watched = await watch.end();
  // The end of a pass is reported before its last statement may be: nothing may run beside what is measured next.
  await sleep(500);
  const stored = StoredDeliveries.of(dataDir);
  try {
    const { acknowledged, bytes, checksums } = load;
    await stored.mustBe({ acknowledged, bytes, checksums, firstId });
    return {
      drainSeconds,
      rollUpSeconds,
      deliveries: acknowledged,
      bodyBytes: bytes,
      spoolBytes: await spoolBytes(dataDir),
      storage: await stored.mergedBytes(),
      watched,
    };
  } finally {
    await stored.close();
  }
}
