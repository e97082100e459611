import type { Interval } from './interval';

export const VERDICTS = ['HIGHER', 'LOWER', 'NOT_DISTINGUISHABLE', 'TOO_FEW', 'NOT_YET'] as const;

/** Whether a change is more than chance. */
export type Verdict = (typeof VERDICTS)[number];

/** Whether a change is more than the usual ups and downs. */
export function isCertain(verdict: Verdict | null): boolean {
  return verdict === 'HIGHER' || verdict === 'LOWER';
}

/** Of a change with enough samples, by the interval of the difference. */
export function verdictOf({ low, high }: Interval): Verdict {
  if (low > 0) return 'HIGHER';
  return high < 0 ? 'LOWER' : 'NOT_DISTINGUISHABLE';
}
