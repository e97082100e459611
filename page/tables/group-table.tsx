import { useSignal } from '@preact/signals';
import type { NamedOperator, NamedValue } from '../api/overview';
import type { TableRow } from '../api/table';
import { TableScroller } from '../components/table-scroller';
import { accountNames } from '../format/account-names';
import { useMeasureTexts } from '../messages/measure-texts';
import { numberText, t } from '../messages/text';
import type { MeasureWords } from '../overview/measure-words';
import { usePageStore } from '../store/use-page-store';
import { ViewLink } from '../view/view-link';
import { FigureCell } from './figure-cell';
import { KEPT, ordered } from './table-columns';
import type { TableColumn } from './table-columns';
import type { TableFigures } from './table-figures';
import type { TableKind } from './table-kind';
import type { TableAnswer } from './table-question';
import { NOTHING_OPEN } from '../view/view';

const FIRST_ROWS = 20;
/** Of more at once, a browser takes seconds to draw them. */
const MORE_ROWS = 500;

interface GroupTableProps {
  readonly answer: TableAnswer;
  readonly kind: TableKind;
  readonly figures: TableFigures;
  readonly words: MeasureWords;
  readonly operators: readonly NamedOperator[];
  /** Where there are several, operators are told apart by theirs. */
  readonly accounts: readonly NamedValue[];
}

/** One row for each group, by any column, and one for all of them. */
export function GroupTable(given: GroupTableProps) {
  const { answer, kind, figures, words } = given;
  const { shown } = usePageStore();
  const most = useSignal(FIRST_ROWS);
  const textOf = useMeasureTexts();
  const { rows: answered, total } = answer.data;
  const rows = answered.filter((row) => kind.groupBy !== 'OPERATOR' || row.operator !== '');
  if (rows.length === 0)
    return (
      <p class="nothing quiet">{t(kind.groupBy === 'OPERATOR' ? 'operators.nobody' : 'tables.nothing')}</p>
    );
  const columns = kind.columns.filter(({ measure }) => measure !== KEPT || figures.target !== undefined);
  const order = shown.tableOrder.value;
  const by = columns.some(({ measure }) => measure === order?.measure) ? order : undefined;
  const { measure, isDescending } = by ?? { measure: kind.firstOrder, isDescending: true };
  const meaningOf = (name: string): string => {
    const { description } = words.of(name);
    return textOf(description) ?? description;
  };
  const all = ordered(rows, (row) => figures.of(row, measure).value, isDescending);
  const hidden = Math.max(0, all.length - most.value);
  return (
    <>
      <TableScroller label={t('tables.region', { by: kind.title })}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <bdi>{kind.title}</bdi>
              </th>
              {columns.map((column) => (
                <ColumnHead
                  key={column.measure}
                  column={column}
                  title={
                    column.measure === KEPT
                      ? t('tables.kept', { target: figures.target ?? '' })
                      : meaningOf(column.measure)
                  }
                  direction={
                    column.measure === measure ? (isDescending ? 'descending' : 'ascending') : 'none'
                  }
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {all.slice(0, most.value).map((row) => (
              <GroupRow key={kind.keyOf(row)} {...given} row={row} columns={columns} />
            ))}
          </tbody>
          {rows.length > 1 && total[0] !== undefined && (
            <tfoot>
              <TotalRow total={total[0]} columns={columns} figures={figures} words={words} />
            </tfoot>
          )}
        </table>
      </TableScroller>
      {rows.some(({ teamOverlaps }) => teamOverlaps === true) && <p class="quiet">{t('tables.overlaps')}</p>}
      {all.length > FIRST_ROWS && (
        <button
          type="button"
          class="quiet-button"
          onClick={() => {
            most.value = hidden === 0 ? FIRST_ROWS : most.value + MORE_ROWS;
          }}
        >
          {hidden === 0
            ? t('tables.fewer', { first: numberText(FIRST_ROWS) })
            : hidden <= MORE_ROWS
              ? t('tables.all', { n: all.length })
              : t('tables.more', { n: MORE_ROWS })}
        </button>
      )}
    </>
  );
}

interface ColumnHeadProps {
  readonly column: TableColumn;
  readonly title: string;
  readonly direction: 'ascending' | 'descending' | 'none';
}

function ColumnHead({ column: { label, measure }, title, direction }: ColumnHeadProps) {
  const { shown } = usePageStore();
  return (
    <th scope="col" class="number" aria-sort={direction}>
      <button
        type="button"
        class="sort"
        title={title}
        data-sort={measure}
        onClick={() => {
          shown.tableOrder.value = { measure, isDescending: direction !== 'descending' };
        }}
      >
        {t(label)}
      </button>
    </th>
  );
}

interface GroupRowProps extends GroupTableProps {
  readonly row: TableRow;
  readonly columns: readonly TableColumn[];
}

/** A row leads to its figures alone. */
function GroupRow({ row, columns, kind, figures, words, operators, accounts, answer }: GroupRowProps) {
  const { navigation } = usePageStore();
  const account = accountNames(accounts)(row.account ?? '');
  const name = kind.groupBy === 'ACCOUNT' && row.account !== '' ? account : kind.nameOf(row);
  const to = {
    selection: { ...answer.request.view.selection, ...kind.selectionOf(row, operators) },
    ...NOTHING_OPEN,
  };
  return (
    <tr
      class={navigation.isFixed ? undefined : 'leads'}
      data-group={kind.keyOf(row)}
      onClick={({ target }) => {
        // Neither twice, nor when somebody has marked a text in the row to copy it.
        const isLink = target instanceof Element && target.closest('a') !== null;
        if (!isLink && getSelection()?.isCollapsed !== false) navigation.change(to);
      }}
    >
      <th scope="row">
        <ViewLink to={to} label={t('operators.only', { name })}>
          <bdi>{name}</bdi>
        </ViewLink>
        {accounts.length > 1 && kind.groupBy === 'OPERATOR' && (
          <span class="quiet">
            {' '}
            <bdi>{account}</bdi>
          </span>
        )}
      </th>
      {columns.map((column) => (
        <FigureCell
          key={column.measure}
          figure={figures.of(row, column.measure)}
          column={column}
          words={words}
        />
      ))}
    </tr>
  );
}

type TotalRowProps = Pick<GroupRowProps, 'columns' | 'figures' | 'words'> & { readonly total: TableRow };

function TotalRow({ total, columns, figures, words }: TotalRowProps) {
  return (
    <tr>
      <th scope="row">{t('tables.total')}</th>
      {columns.map((column) => (
        <FigureCell
          key={column.measure}
          figure={figures.ofTotal(total, column.measure)}
          column={column}
          words={words}
        />
      ))}
    </tr>
  );
}
