import { hasWorkingHours } from '../api/headline';
import type { HeadlineData } from '../api/headline';
import type { MeasureInfo } from '../api/overview';
import { clockWords } from '../format/clock-words';
import type { Answered } from '../store/figures-store';
import type { Clock, Selection } from '../view/view';

/** The words of the service that answered. */
export function wordsOf({
  view: { clock },
  data: { measures, schedules },
}: Answered<HeadlineData>): MeasureWords {
  // Of a shared view it is not told: one on working hours is shared where there are any.
  const hasSchedule = schedules === undefined ? clock === 'WORKING' : hasWorkingHours(schedules);
  return new MeasureWords(measures, { clock, hasSchedule });
}

/** What the service says about its measures: definitions, units, and which way is good. */
export class MeasureWords {
  private readonly byName: ReadonlyMap<string, MeasureInfo>;

  /** @param clock of durations @param hasSchedule whether the other clock would show anything else */
  constructor(
    measures: readonly MeasureInfo[],
    private readonly clocks: { readonly clock: Clock; readonly hasSchedule: boolean },
  ) {
    this.byName = new Map(measures.map((measure) => [measure.name, measure]));
  }

  /** @throws Error for a measure that the service does not have */
  of(name: string): MeasureInfo {
    const info = this.byName.get(name);
    if (info === undefined) throw new Error(`the service has no measure ${name}`);
    return info;
  }

  /** What a heading has to say of the clock that some measures are on: '' where none is a duration. */
  clockOf(names: readonly string[]): string {
    const { clock, hasSchedule } = this.clocks;
    return names.some((name) => this.of(name).unit === 'seconds') ? clockWords(clock, hasSchedule) : '';
  }

  /** Whether only working hours count in a measure. */
  isWorked(name: string): boolean {
    return this.clocks.clock === 'WORKING' && this.of(name).unit === 'seconds';
  }

  /** Whether a selection leaves a measure without a meaning, as an operator does what nobody answered. */
  saysNothing(name: string, selection: SilencingSelection): boolean {
    return this.silencedBy(name, selection) !== undefined;
  }

  /** What of a selection leaves a measure without a meaning; undefined where nothing does. */
  silencedBy(
    name: string,
    { operators, teams, copilot }: SilencingSelection,
  ): 'OPERATOR' | 'COPILOT' | undefined {
    const { saysNothingBy } = this.of(name);
    if (operators.length > 0 && saysNothingBy.includes('OPERATOR')) return 'OPERATOR';
    if (teams.length > 0 && saysNothingBy.includes('TEAM')) return 'OPERATOR';
    return copilot !== undefined && saysNothingBy.includes('COPILOT') ? 'COPILOT' : undefined;
  }
}

type SilencingSelection = Pick<Selection, 'operators' | 'teams' | 'copilot'>;
