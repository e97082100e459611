import { requireMeasure } from '../registry/measures';
import type { StatsDimension, StatsFilter } from '../stats/dimensions';

/** Whether a filter leaves a measure without a meaning, as an operator does what nobody answered. */
export function saysNothing(measure: string, { operators, teams, copilot }: StatsFilter): boolean {
  const filtered: readonly (readonly [StatsDimension, boolean])[] = [
    ['OPERATOR', operators.length > 0],
    ['TEAM', teams.length > 0],
    ['COPILOT', copilot !== undefined],
  ];
  const { saysNothingBy } = requireMeasure(measure);
  return filtered.some(([dimension, isFiltered]) => isFiltered && saysNothingBy.includes(dimension));
}
