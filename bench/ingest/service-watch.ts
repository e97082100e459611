import { BENCH_TOKEN } from '../support/bench-defaults';
import { memoryBytes } from '../support/processes';

const BETWEEN_LOOKS_MS = 500;

/** What was seen of the service from the start of the watch on. */
export interface Watched {
  readonly memoryBytesAtFirst: number;
  readonly maxMemoryBytes: number;
  /** Deliveries accepted and not yet in ClickHouse. */
  readonly maxWaiting: number;
}

/** Looks at the receiver's memory and at the backlog twice a second. */
export class ServiceWatch {
  private readonly memoryBytesAtFirst: number;
  private maxMemoryBytes: number;
  private maxWaiting = 0;
  private readonly timer: NodeJS.Timeout;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly pid: number,
    private readonly origin: string,
  ) {
    this.memoryBytesAtFirst = this.maxMemoryBytes = memoryBytes(pid);
    this.timer = setInterval(() => {
      this.looking ??= this.look();
    }, BETWEEN_LOOKS_MS);
  }

  /** Ends the watch. */
  async end(): Promise<Watched> {
    clearInterval(this.timer);
    await this.looking;
    const { memoryBytesAtFirst, maxMemoryBytes, maxWaiting } = this;
    return { memoryBytesAtFirst, maxMemoryBytes, maxWaiting };
  }

  private async look(): Promise<void> {
    try {
      this.maxMemoryBytes = Math.max(this.maxMemoryBytes, memoryBytes(this.pid));
      this.maxWaiting = Math.max(this.maxWaiting, await waitingDeliveries(this.origin));
    } finally {
      this.looking = undefined;
    }
  }
}

/** Deliveries that the service has accepted and ClickHouse does not have yet, as `/metrics` tells it. */
export async function waitingDeliveries(origin: string): Promise<number> {
  const headers = { authorization: `Bearer ${BENCH_TOKEN}` };
  const text = await (await fetch(`${origin}/metrics`, { headers })).text();
  const value = /^signalzen_spool_pending_deliveries (\d+)/m.exec(text)?.[1];
  if (value === undefined) throw new Error('/metrics does not tell how many deliveries wait.');
  return Number(value);
}
