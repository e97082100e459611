import { setImmediate } from 'node:timers/promises';

/** Milliseconds that a loop over rows may work at a stretch. */
const STRETCH_MS = 5;

// There is one event loop, and so one turn on it.
let begunAt = 0;
let lastTurn: Promise<void> = Promise.resolve();

/** Whether it is time to {@link giveWay}: the loop has worked long enough at a stretch. */
export function isTimeToGiveWay(): boolean {
  return performance.now() - begunAt > STRETCH_MS;
}

/**
 * Resolves after everything else that waits for the process had its turn: deliveries, above all. Of several loops that
 * give way only one goes on each time, so that many of them hold up the others no longer than one does.
 */
export function giveWay(): Promise<void> {
  lastTurn = lastTurn.then(nextTurn);
  return lastTurn;
}

async function nextTurn(): Promise<void> {
  await setImmediate();
  begunAt = performance.now();
}
