import { differenceText } from '../format/change';
import { inUnit, intervalText } from '../format/numbers';
import { t } from '../messages/text';
import type { TableColumn } from './table-columns';
import type { CellFigure } from './table-figures';

interface FigureCellProps {
  readonly figure: CellFigure;
  readonly column: TableColumn;
  readonly unit: string;
}

/** A figure, below it the ends of its interval, and how it has changed: grey, as nobody has judged that. */
export function FigureCell({ figure: { value, low, high, before }, column, unit }: FigureCellProps) {
  const interval = column.hasInterval === true ? intervalText(low, high, unit) : '';
  const isCompared = column.isCompared === true && typeof value === 'number' && typeof before === 'number';
  return (
    <td class="number">
      <bdi>{inUnit(value, unit)}</bdi>
      {isCompared && (
        <span class="cell-note" title={t('change.was', { value: inUnit(before, unit) })}>
          {' '}
          {differenceText(value, before, unit)}
        </span>
      )}
      {interval !== '' && (
        <span class="cell-note" title={t('figure.interval.title')}>
          {' '}
          {interval}
        </span>
      )}
    </td>
  );
}
