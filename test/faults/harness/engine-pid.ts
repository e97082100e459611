import type { RunningService } from '../../support/running-service';

/** The process id of the embedded ClickHouse that answered last, as the log of the service tells. */
export function enginePidOf({ lastLines }: RunningService): number | undefined {
  const line = lastLines.findLast((text) => text.includes('"embedded ClickHouse answers"'));
  return line === undefined ? undefined : (JSON.parse(line) as { pid: number }).pid;
}
