import { BadInput } from '../../answer/measures/bad-input';
import type { TimeRange } from '../../answer/measures/calendar/time-range';
import type { WindowChange, WindowChanges } from '../../answer/measures/changes/window-changes.service';
import { requireMeasure } from '../../answer/measures/registry/measures';
import type { MayGrow } from '../../answer/measures/stats/uncounted-times';
import type { AlertCondition, AlertRules } from '../../platform/rules/alert-rules';
import { askTogether, groupOfFilter, nameOfFilter, shapeOf, WHOLE } from './shared-filters';
import type { AlertFilter } from './shared-filters';

type Condition = Extract<AlertCondition, { kind: 'change' }>;
type Changes = ReadonlyMap<string, WindowChange> | undefined;

/** How closed windows changed, as one look asks: those of the same time and shape together, whatever their measures. */
export class SharedChanges {
  private readonly asked = new Map<string, Promise<ReadonlyMap<string, Changes | BadInput>>>();

  /**
   * @param together all that are judged by this look
   * @param mayGrow what is not counted yet
   * @param mayAsk whether there is time for another question, which it takes
   */
  constructor(
    private readonly changes: Pick<WindowChanges, 'ask'>,
    private readonly together: readonly AlertRules[],
    private readonly mayGrow: MayGrow,
    private readonly mayAsk: () => boolean,
  ) {}

  /** Whether the answer is there, or may be asked for, which it is from then on. */
  mayHave(alert: AlertRules, condition: Condition, window: TimeRange): boolean {
    const key = keyOf(alert, condition, window);
    if (this.asked.has(key)) return true;
    if (!this.mayAsk()) return false;
    const asking = this.ask(alert, condition, window);
    // Whoever had it asked for waits for it next.
    asking.catch(() => undefined);
    this.asked.set(key, asking);
    return true;
  }

  /**
   * To be called where {@link mayHave} says so.
   * @returns `undefined`: not all of the time is counted yet
   * @throws BadInput for what the rules do not know any more; ClickHouseError
   */
  async of(alert: AlertRules, condition: Condition, window: TimeRange): Promise<WindowChange | undefined> {
    const answers = await this.asked.get(keyOf(alert, condition, window));
    const answer = answers?.get(nameOfFilter(alert));
    if (answer instanceof BadInput) throw answer;
    return answer?.get(condition.measure);
  }

  private ask(
    alert: AlertRules,
    condition: Condition,
    window: TimeRange,
  ): Promise<ReadonlyMap<string, Changes | BadInput>> {
    const { zone, clock } = condition;
    const key = keyOf(alert, condition, window);
    const names = new Set<string>();
    const filters: AlertFilter[] = [];
    for (const other of this.together) {
      if (other.condition.kind !== 'change' || keyOf(other, other.condition, window) !== key) continue;
      names.add(other.condition.measure);
      filters.push(other);
    }
    const measures = [...names].sort().map(requireMeasure);
    return askTogether(filters, async ({ filter, groupBy, of }) => {
      const changesOf = await this.changes.ask(
        { measures, window, zone, clock, filter, groupBy },
        this.mayGrow,
      );
      const groupOf = (one: AlertFilter) => (groupBy.length > 0 ? groupOfFilter(one) : WHOLE);
      return of.map((one) => [nameOfFilter(one), changesOf(groupOf(one))] as const);
    });
  }
}

function keyOf(filter: AlertFilter, { unit, zone, clock }: Condition, { from, to }: TimeRange): string {
  return JSON.stringify([from, to, unit, zone, clock, shapeOf(filter).key]);
}
