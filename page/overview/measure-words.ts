import type { MeasureInfo } from '../api/overview';
import { clockWords } from '../format/clock-words';
import type { Clock, Selection } from '../view/view';

const IN_WORKING_HOURS = 'Only what lies in the working hours of the account counts.';

/** What the service says about its measures: definitions, units, and which way is good. */
export class MeasureWords {
  private readonly byName: ReadonlyMap<string, MeasureInfo>;
  private readonly clock: string;

  /** @param clock of durations @param hasSchedule whether the other clock would show anything else */
  constructor(
    measures: readonly MeasureInfo[],
    { clock, hasSchedule }: { readonly clock: Clock; readonly hasSchedule: boolean },
  ) {
    this.clock = clockWords(clock, hasSchedule);
    this.byName = new Map(
      measures.map((measure) => {
        const isWorked = measure.unit === 'seconds' && clock === 'WORKING';
        const description = isWorked ? `${measure.description} ${IN_WORKING_HOURS}` : measure.description;
        return [measure.name, { ...measure, description }];
      }),
    );
  }

  /** @throws Error for a measure that the service does not have */
  of(name: string): MeasureInfo {
    const info = this.byName.get(name);
    if (info === undefined) throw new Error(`the service has no measure ${name}`);
    return info;
  }

  /** What a heading has to say of the clock that some measures are on: '' where none is a duration. */
  clockOf(names: readonly string[]): string {
    return names.some((name) => this.of(name).unit === 'seconds') ? this.clock : '';
  }

  /** Whether a selection leaves a measure without a meaning, as an operator does what nobody answered. */
  saysNothing(
    name: string,
    { operators, teams, copilot }: Pick<Selection, 'operators' | 'teams' | 'copilot'>,
  ): boolean {
    const { saysNothingBy } = this.of(name);
    return (
      (operators.length > 0 && saysNothingBy.includes('OPERATOR')) ||
      (teams.length > 0 && saysNothingBy.includes('TEAM')) ||
      (copilot !== undefined && saysNothingBy.includes('COPILOT'))
    );
  }
}
