import { memoryBytes } from '../support/processes';

const BETWEEN_LOOKS_MS = 500;

/** What was seen of the service from the start of the watch on. */
export interface Watched {
  readonly memoryBytesAtFirst: number;
  readonly mostMemoryBytes: number;
  /** Deliveries accepted and not yet in ClickHouse. */
  readonly mostWaiting: number;
}

/** Looks at the service's memory and backlog twice a second. */
export class ServiceWatch {
  private readonly memoryBytesAtFirst: number;
  private mostMemoryBytes: number;
  private mostWaiting = 0;
  private readonly timer: NodeJS.Timeout;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly pid: number,
    private readonly origin: string,
  ) {
    this.memoryBytesAtFirst = this.mostMemoryBytes = memoryBytes(pid);
    this.timer = setInterval(() => {
      this.looking ??= this.look();
    }, BETWEEN_LOOKS_MS);
  }

  /** Ends the watch. */
  async end(): Promise<Watched> {
    clearInterval(this.timer);
    await this.looking;
    const { memoryBytesAtFirst, mostMemoryBytes, mostWaiting } = this;
    return { memoryBytesAtFirst, mostMemoryBytes, mostWaiting };
  }

  private async look(): Promise<void> {
    try {
      this.mostMemoryBytes = Math.max(this.mostMemoryBytes, memoryBytes(this.pid));
      this.mostWaiting = Math.max(this.mostWaiting, await waitingDeliveries(this.origin));
    } finally {
      this.looking = undefined;
    }
  }
}

/** Deliveries that the service has accepted and ClickHouse does not have yet, as `/metrics` tells it. */
export async function waitingDeliveries(origin: string): Promise<number> {
  const text = await (await fetch(`${origin}/metrics`)).text();
  const value = /^signalzen_spool_pending_deliveries (\d+)/m.exec(text)?.[1];
  if (value === undefined) throw new Error('/metrics does not tell how many deliveries wait.');
  return Number(value);
}
