import type { GroupedTarget, TableData, TableRow } from '../api/table';
import { KEPT } from './table-columns';
import type { TableKind } from './table-kind';

/** A number of a cell, between which ends it is, and what it was before. */
export interface CellFigure {
  readonly value: number | null | undefined;
  readonly low: number | null | undefined;
  readonly high: number | null | undefined;
  readonly before: number | null | undefined;
}

/** The figures of a table's cells: those of rows, of what they were before, and of the target that is shown. */
export class TableFigures {
  /** The target of which the table shows how well it was kept: on answers if there is one. */
  readonly target: string | undefined;
  private readonly before: ReadonlyMap<string, TableRow>;
  private readonly kept: ReadonlyMap<string, GroupedTarget>;
  private readonly keptByAll: GroupedTarget | undefined;

  constructor(
    data: TableData,
    private readonly kind: TableKind,
  ) {
    const { allTargets } = data;
    const ofAnswers = allTargets.find(({ measure }) => measure.startsWith('FIRST_'));
    this.keptByAll = ofAnswers ?? allTargets[0];
    this.target = this.keptByAll?.target;
    const ofTarget = data.targets.filter(({ target }) => target === this.target);
    this.kept = new Map(ofTarget.map((row) => [kind.keyOf(row), row]));
    this.before = new Map((data.before ?? []).map((row) => [kind.keyOf(row), row]));
  }

  /** @param row undefined for the target of all */
  of(row: TableRow, measure: string): CellFigure {
    if (measure === KEPT) return keptOf(this.kept.get(this.kind.keyOf(row)));
    const before = this.before.get(this.kind.keyOf(row))?.[measure];
    return { ...valueOf(row, measure), before };
  }

  ofTotal(row: TableRow, measure: string): CellFigure {
    return measure === KEPT ? keptOf(this.keptByAll) : valueOf(row, measure);
  }
}

function valueOf(row: TableRow, measure: string): CellFigure {
  return {
    ...{ value: row[measure], low: row[`${measure}Low`], high: row[`${measure}High`] },
    before: undefined,
  };
}

function keptOf(target: GroupedTarget | undefined): CellFigure {
  return { value: target?.rate, low: target?.rateLow, high: target?.rateHigh, before: undefined };
}
