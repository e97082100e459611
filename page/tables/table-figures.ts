import type { GroupedChange, GroupedTarget, TableData, TableRow } from '../api/table';
import { KEPT } from './table-columns';
import type { TableKind } from './table-kind';

/** A number of a cell, between which ends it is, and how it has changed. */
export interface CellFigure {
  readonly value: number | null | undefined;
  readonly low: number | null | undefined;
  readonly high: number | null | undefined;
  readonly change: GroupedChange | undefined;
}

/** The figures of a table's cells: those of rows, how they have changed, and of the target that is shown. */
export class TableFigures {
  /** The target of which the table shows how well it was kept: on answers if there is one. */
  readonly target: string | undefined;
  private readonly changes: ReadonlyMap<string, GroupedChange>;
  private readonly kept: ReadonlyMap<string, GroupedTarget>;
  private readonly keptByAll: GroupedTarget | undefined;

  constructor(
    data: TableData,
    private readonly kind: TableKind,
    changes: readonly GroupedChange[],
  ) {
    const { allTargets } = data;
    const ofAnswers = allTargets.find(({ measure }) => measure.startsWith('FIRST_'));
    this.keptByAll = ofAnswers ?? allTargets[0];
    this.target = this.keptByAll?.target;
    const ofTarget = data.targets.filter(({ target }) => target === this.target);
    this.kept = new Map(ofTarget.map((row) => [kind.keyOf(row), row]));
    this.changes = new Map(changes.map((change) => [change.measure + kind.keyOf(change), change]));
  }

  /** @param row undefined for the target of all */
  of(row: TableRow, measure: string): CellFigure {
    if (measure === KEPT) return keptOf(this.kept.get(this.kind.keyOf(row)));
    const change = this.changes.get(measure + this.kind.keyOf(row));
    return { ...valueOf(row, measure), change };
  }

  ofTotal(row: TableRow, measure: string): CellFigure {
    return measure === KEPT ? keptOf(this.keptByAll) : valueOf(row, measure);
  }
}

function valueOf(row: TableRow, measure: string): CellFigure {
  return {
    ...{ value: row[measure], low: row[`${measure}Low`], high: row[`${measure}High`] },
    change: undefined,
  };
}

function keptOf(target: GroupedTarget | undefined): CellFigure {
  return { value: target?.rate, low: target?.rateLow, high: target?.rateHigh, change: undefined };
}
