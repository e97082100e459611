import type { Filters } from '../model/arguments';
import { measureTitle } from '../../../src/answer/measures/registry/measure-title';
import { titleOfMeasures } from '../model/clock';
import { definitionsOf, measureOf, unitOf } from '../model/described-measure';
import { stepsOf } from '../model/goals';
import { IF_EMPTY } from '../model/empty-texts';
import { OPERATOR_ON_PAGE } from '../model/links';
import type { PanelDraft, PanelLink } from '../model/panel';
import { statsTarget } from '../model/stats-target';
import { tablePanel } from './table-panel';
import type { TableColumn } from './table-panel';

const MAX_WIDE_COLUMNS = 9;

interface MeasureTable {
  readonly title: string;
  readonly groupBy: 'PAGE' | 'ATTRIBUTE';
  readonly measures: readonly string[];
  readonly filters: Filters;
  readonly links?: readonly PanelLink[];
}

/** Measures of the whole range by one dimension, a line for each of its values. */
export function measureTable({ title, groupBy, measures, filters, links }: MeasureTable): PanelDraft {
  const dimension = groupBy.toLowerCase().replace(/^[a-z]/, (letter) => letter.toUpperCase());
  const target = statsTarget({ measures, by: 'TOTAL', groupBy, filters });
  const [sortBy] = measures;
  return tablePanel({
    ...{ title: titleOfMeasures(title, measures), width: 24 },
    description: definitionsOf(measures.map(measureOf)),
    targets: [target],
    columns: [{ text: dimension, width: 260, ifEmpty: IF_EMPTY[groupBy] }, ...measures.map(measureCell)],
    ...(sortBy === undefined ? {} : { sortBy: measureTitle(measureOf(sortBy)) }),
    ...(links === undefined ? {} : { links }),
  });
}

/** The same by operator: names first, and last whose people they are, and their ids. */
export function operatorTable({
  title,
  measures,
  filters,
  links,
}: Omit<MeasureTable, 'groupBy'>): PanelDraft {
  const [sortBy] = measures;
  return tablePanel({
    ...{ title: titleOfMeasures(title, measures), width: 24 },
    description: definitionsOf(measures.map(measureOf)),
    targets: [statsTarget({ measures, by: 'TOTAL', groupBy: 'OPERATOR', filters })],
    columns: [
      { text: 'Name', width: 175, ifEmpty: IF_EMPTY.OPERATOR, links: [OPERATOR_ON_PAGE] },
      ...measures.map((name, index) => ({
        ...measureCell(name),
        ...widthAmong(measures.length, name, index),
      })),
      { text: 'Account', width: 100, isInLinks: true },
      { text: 'Operator', width: 100, isInLinks: true },
    ],
    ...(sortBy === undefined ? {} : { sortBy: measureTitle(measureOf(sortBy)) }),
    ...(links === undefined ? {} : { links }),
  });
}

/** Among many, short numbers leave room for times: all columns are seen at once on a usual screen. */
function widthAmong(count: number, name: string, index: number): Pick<TableColumn, 'width'> {
  if (count <= MAX_WIDE_COLUMNS || measureOf(name).unit === 'seconds') return {};
  // The first has an arrow in its head, since they are sorted by it.
  return { width: index === 0 ? 115 : 92 };
}

function measureCell(name: string): TableColumn {
  const measure = measureOf(name);
  const { unit = 'short', decimals, max } = unitOf(measure);
  const steps = stepsOf(measure);
  return {
    ...{ text: measureTitle(measure), unit },
    ...(decimals === undefined ? {} : { decimals }),
    ...(max === undefined ? {} : { most: max }),
    ...(steps.length > 1 ? { steps } : {}),
  };
}
