import { Injectable } from '@nestjs/common';

/** Where an attempt of the drain can fail. */
export type DrainStep = 'read' | 'store';

/** What the drain has done since the start. */
@Injectable()
export class DrainCounters {
  /** Deliveries that are surely in ClickHouse; one that is sent again counts again. */
  deliveries = 0;
  /** What they took in the spool. */
  bytes = 0;
  /** Attempts that failed and were repeated. */
  readonly failures: Record<DrainStep, number> = { read: 0, store: 0 };
  /** Called with the seconds of each attempt that stored a batch. It must not throw. */
  observer: ((seconds: number) => void) | undefined;
}
