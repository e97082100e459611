import { BadInput } from '../bad-input';
import { countOf } from './measure';
import type { FactKind, Measure, TargetResult } from './measure';

/** By what an answer calls how many there are. */
export const RESULT_OF_COUNT = {
  met: 'met',
  breached: 'breached',
  pending: 'pending',
  endedEarly: 'ended_early',
  lastWords: 'last_word',
} as const satisfies Readonly<Record<string, TargetResult>>;

export const TARGET_RESULTS: readonly TargetResult[] = Object.values(RESULT_OF_COUNT);

/** What is counted of a target. */
export function targetKind(result: TargetResult, target: string): FactKind {
  return `target_${result}/${target}`;
}

/** How many episodes or turns came to each result of a target, each by the name of its kind. No list names them. */
export function targetMeasures(target: string): Measure[] {
  return TARGET_RESULTS.map((result) => {
    const kind = targetKind(result, target);
    return countOf(kind, [kind], {
      description: `Episodes or turns that "${target}" covers: ${result}.`,
      unit: 'episodes',
      anchor: 'the start of the episode or turn',
    });
  });
}

/**
 * @param argument in which it is named
 * @throws BadInput for a target that there is not
 */
export function requireTarget(argument: string, name: string, there: ReadonlyMap<string, unknown>): void {
  if (there.has(name)) return;
  const known = there.size === 0 ? 'the rules name none' : `there is ${[...there.keys()].join(', ')}`;
  throw new BadInput(`${argument}: there is no target ${JSON.stringify(name.slice(0, 100))}: ${known}.`);
}
