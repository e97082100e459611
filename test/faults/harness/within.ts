import { setTimeout as sleep } from 'node:timers/promises';

const BETWEEN_LOOKS_MS = 50;

/**
 * Looks again and again until something is there. A look that fails counts as one that found nothing.
 * @returns what was found, or `undefined` when the time is over
 */
export async function within<T>(
  milliseconds: number,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T | undefined> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const found = await Promise.resolve()
      .then(look)
      .catch(() => undefined);
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) return undefined;
    await sleep(BETWEEN_LOOKS_MS);
  }
}
