import { setTimeout as sleep } from 'node:timers/promises';
import type { ComparedMeasure } from './compare-stats';

const ASK_EVERY_MS = 500;

export interface Patience {
  /** Milliseconds. */
  readonly within: number;
  /** Told of each comparison that does not agree, while there is time left. */
  readonly onDifference?: (compared: readonly ComparedMeasure[]) => void;
}

/**
 * Compares again and again, until everything agrees or the time is over, and answers the last comparison.
 * @throws what `compare` threw last, if it did at the end
 */
export async function waitForAgreement(
  compare: () => Promise<ComparedMeasure[]>,
  { within, onDifference }: Patience,
): Promise<ComparedMeasure[]> {
  const endsAt = performance.now() + within;
  for (;;) {
    const isLast = performance.now() + ASK_EVERY_MS >= endsAt;
    try {
      const compared = await compare();
      if (isLast || compared.every(({ agrees }) => agrees)) return compared;
      onDifference?.(compared);
    } catch (error) {
      // The service may be starting again; only at the end is no answer an answer.
      if (isLast) throw error;
    }
    await sleep(ASK_EVERY_MS);
  }
}
