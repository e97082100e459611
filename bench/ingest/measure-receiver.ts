import type { LoadOrders, LoadResult } from '../load/load-orders';
import { BENCH_SECRET } from '../support/bench-defaults';
import { BenchError } from '../support/bench-error';
import type { Workshop } from '../support/workshop';
import type { Receiver } from './receiver';

const WARM_UP_SECONDS = 1;
/** Requests that come at their time queue up before code that is still cold, and the queue has to be gone again. */
const PACED_WARM_UP_SECONDS = 4;
const FIRST_ID = 1_000_000;
/** For making the stock of requests and for the last answers. */
const GRACE_MS = 90_000;

export interface LoadOptions {
  readonly connections: number;
  readonly seconds: number;
  /** Of all connections together; `undefined`: as many as are answered. */
  readonly perSecond?: number;
}

export interface Measured<Aftermath> {
  readonly load: LoadResult;
  /** Processor seconds of the receiver, and of its ClickHouse, during the load. */
  readonly processorSeconds: number;
  readonly aftermath: Aftermath;
}

/** What else happens to a receiver. */
export interface During<Started> {
  readonly beforeLoad?: (receiver: Started) => Promise<void>;
  readonly afterLoad?: (receiver: Started) => Promise<void>;
}

/**
 * Starts a receiver, loads it, looks at what it leaves, and stops it: nothing else of the bench runs meanwhile.
 * @param maxPerSecond so many requests are prepared for each second
 */
export async function measureReceiver<Started extends Receiver<Aftermath>, Aftermath>(
  workshop: Workshop,
  start: () => Promise<Started & Receiver<Aftermath>>,
  maxPerSecond: number,
  { connections, seconds, perSecond }: LoadOptions,
  during: During<Started> = {},
): Promise<Measured<Aftermath>> {
  const receiver = await start();
  try {
    await during.beforeLoad?.(receiver);
    const warmUpSeconds = perSecond === undefined ? WARM_UP_SECONDS : PACED_WARM_UP_SECONDS;
    const usedBefore = receiver.processorSeconds();
    const generator = workshop.startOwn('load-generator', {
      port: receiver.port,
      path: receiver.path,
      secret: BENCH_SECRET,
      connections,
      ...(perSecond === undefined ? {} : { perSecond }),
      warmUpSeconds,
      seconds,
      stock: Math.ceil(maxPerSecond * (warmUpSeconds + seconds)) + connections,
      firstId: FIRST_ID,
    } satisfies LoadOrders);
    const load = await generator.says(resultIn, (warmUpSeconds + seconds) * 1000 + GRACE_MS);
    const processorSeconds = receiver.processorSeconds() - usedBefore;
    await during.afterLoad?.(receiver);
    const aftermath = await receiver.afterwards(load, FIRST_ID);
    await workshop.stop(generator);
    return { load, processorSeconds, aftermath };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BenchError(`${reason}\n${receiver.lastWords()}`, { cause: error });
  } finally {
    await receiver.stop();
  }
}

function resultIn(line: string): LoadResult | undefined {
  return line.startsWith('{"acknowledged"') ? (JSON.parse(line) as LoadResult) : undefined;
}
