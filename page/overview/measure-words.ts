import type { MeasureInfo } from '../api/overview';
import type { Selection } from '../view/view';

/** What the service says about its measures: definitions, units, and which way is good. */
export class MeasureWords {
  private readonly byName: ReadonlyMap<string, MeasureInfo>;

  constructor(measures: readonly MeasureInfo[]) {
    this.byName = new Map(measures.map((measure) => [measure.name, measure]));
  }

  /** @throws Error for a measure that the service does not have */
  of(name: string): MeasureInfo {
    const info = this.byName.get(name);
    if (info === undefined) throw new Error(`the service has no measure ${name}`);
    return info;
  }

  /** Whether a selection leaves a measure without a meaning, as an operator does what nobody answered. */
  saysNothing(name: string, { operators, copilot }: Pick<Selection, 'operators' | 'copilot'>): boolean {
    const { saysNothingBy } = this.of(name);
    return (
      (operators.length > 0 && saysNothingBy.includes('OPERATOR')) ||
      (copilot !== undefined && saysNothingBy.includes('COPILOT'))
    );
  }
}
