import { BenchError } from '../support/bench-error';
import { whole } from '../support/figures';
import { table } from '../support/table';
import { falseRate, KINDS, simulateVerdicts } from './simulate-verdicts';
import type { FalseVerdicts } from './simulate-verdicts';

export interface VerdictsOptions {
  readonly comparisons: number;
  readonly seed: number;
}

/** Where 5 % is meant, more than this is too much. */
export const MAX_FALSE_RATE = 0.08;

/** Judges changes of what did not change, and prints how often they were called higher or lower. */
export function runVerdicts({ comparisons, seed }: VerdictsOptions): void {
  const found = KINDS.map((kind) => {
    console.error(`${kind.name} …`);
    return simulateVerdicts(kind, comparisons, seed);
  });
  console.log(reportOf(found));
  const worst = found.filter((one) => falseRate(one) > MAX_FALSE_RATE);
  if (worst.length > 0)
    throw new BenchError(
      `More than 8 % of ${worst.map(({ name }) => name).join(', ')} were called different.`,
    );
}

function reportOf(found: readonly FalseVerdicts[]): string {
  return table([
    ['nothing has changed in', 'comparisons', 'enough to judge', 'called different', 'of them'],
    ...found.map((one) => [
      one.name,
      whole(one.comparisons),
      whole(one.judged),
      whole(one.wrong),
      `${(100 * falseRate(one)).toFixed(1)} %`,
    ]),
  ]);
}
