import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FileLock } from '../data-directory/file-lock';

const BETWEEN_LOOKS_MS = 100;

/**
 * The right to ask SignalZen: one process of a data directory at a time, so that a service and a backfill beside it
 * do not together ask more often than `SIGNALZEN_API_RATE` allows.
 */
export function tryTakeApiTurn(dataDir: string): FileLock | undefined {
  return FileLock.tryTake(join(dataDir, 'signalzen-api.lock'));
}

/**
 * The same, waiting for it.
 * @param onWait called once when it is held by another process
 * @returns `undefined` when aborted
 */
export async function untilApiTurn(
  dataDir: string,
  signal: AbortSignal,
  onWait: () => void,
): Promise<FileLock | undefined> {
  for (let looks = 0; !signal.aborted; looks += 1) {
    const turn = tryTakeApiTurn(dataDir);
    if (turn !== undefined) return turn;
    if (looks === 0) onWait();
    await sleep(BETWEEN_LOOKS_MS, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}
