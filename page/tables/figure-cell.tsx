import { inUnit, intervalText } from '../format/numbers';
import { t } from '../messages/text';
import type { MeasureWords } from '../overview/measure-words';
import { CellChange } from './cell-change';
import { KEPT } from './table-columns';
import type { TableColumn } from './table-columns';
import type { CellFigure } from './table-figures';

interface FigureCellProps {
  readonly figure: CellFigure;
  readonly column: TableColumn;
  readonly words: MeasureWords;
}

/** A figure, below it how it has changed, and the ends of its interval. */
export function FigureCell({ figure, column: { measure, hasInterval }, words }: FigureCellProps) {
  const { value, low, high, change } = figure;
  const unit = measure === KEPT ? 'ratio' : words.of(measure).unit;
  const interval = hasInterval === true ? intervalText(low, high, unit) : '';
  return (
    <td class="number">
      <bdi>{inUnit(value, unit)}</bdi>
      {change !== undefined && <CellChange change={change} info={words.of(measure)} />}
      {interval !== '' && (
        <span class="cell-note" title={t('figure.interval.title')}>
          {' '}
          {interval}
        </span>
      )}
    </td>
  );
}
