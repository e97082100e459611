import type { LoadResult } from '../load/load-orders';

/** One of the programs that are compared, running and ready for deliveries. */
export interface Receiver<Aftermath> {
  readonly port: number;
  readonly path: string;
  /** Whether it still runs, and its last lines. */
  lastWords(): string;
  /** Processor seconds used so far, those of its ClickHouse included. */
  processorSeconds(): number;
  /** What is to be looked at when the load has stopped. `firstId` is that of the messages sent. */
  afterwards(load: LoadResult, firstId: number): Promise<Aftermath>;
  stop(): Promise<void>;
}

/** For `ChildProgram.says`: the port that one of the bench's own servers tells. */
export function portIn(line: string): number | undefined {
  return /^\{"port":(\d+)\}$/.test(line) ? (JSON.parse(line) as { port: number }).port : undefined;
}
