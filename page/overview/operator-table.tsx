import type { OverviewData } from '../api/overview';
import { ClockMark } from '../components/clock-mark';
import { TableScroller } from '../components/table-scroller';
import { inUnit, intervalText } from '../format/numbers';
import { asListed, operatorValue } from '../format/operator-value';
import { t } from '../messages/text';
import type { Answered } from '../store/figures-store';
import { usePageStore } from '../store/use-page-store';
import { ViewLink } from '../view/view-link';
import { ConsequenceNotes } from './consequence-notes';
import { MeasureDefinition } from './measure-definition';
import type { MeasureWords } from './measure-words';
import { OPERATOR_COLUMNS, ordered } from './operator-columns';
import type { OperatorColumn, OperatorRow } from './operator-columns';

const MEASURES = OPERATOR_COLUMNS.map(({ measure }) => measure);

interface OperatorTableProps {
  readonly overview: Answered<OverviewData> | undefined;
  readonly words: MeasureWords;
}

/** What each operator did, by any column. */
export function OperatorTable({ overview, words }: OperatorTableProps) {
  const { operatorOrder } = usePageStore().shown;
  if (overview === undefined) return <article class="operators card" />;
  const rows = overview.data.byOperator.filter(({ operator }) => operator !== '');
  const title = t('operators.title');
  return (
    <article class="operators card">
      <header class="card-head">
        <h3>
          {title}
          <ClockMark words={words.clockOf(MEASURES)} />
          <MeasureDefinition about={title} measures={MEASURES} words={words} />
        </h3>
      </header>
      <ConsequenceNotes measures={MEASURES} />
      {rows.length === 0 ? (
        <p class="nothing quiet">{t('operators.nobody')}</p>
      ) : (
        <TableScroller label={t('operators.region')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('column.operator')}</th>
                {OPERATOR_COLUMNS.map((column) => (
                  <ColumnHead key={column.measure} column={column} words={words} />
                ))}
              </tr>
            </thead>
            <tbody>
              {ordered(rows, operatorOrder.value).map((row) => (
                <OperatorLine
                  key={operatorValue(row.account, row.operator)}
                  row={row}
                  overview={overview}
                  words={words}
                />
              ))}
            </tbody>
          </table>
        </TableScroller>
      )}
    </article>
  );
}

interface ColumnHeadProps {
  readonly column: OperatorColumn;
  readonly words: MeasureWords;
}

function ColumnHead({ column: { label, measure }, words }: ColumnHeadProps) {
  const { shown } = usePageStore();
  const { measure: by, isDescending } = shown.operatorOrder.value;
  const direction = isDescending ? 'descending' : 'ascending';
  return (
    <th scope="col" class="number" aria-sort={by === measure ? direction : 'none'}>
      <button
        type="button"
        class="sort"
        title={words.of(measure).description}
        data-sort={measure}
        onClick={() => {
          shown.sortOperatorsBy(measure);
        }}
      >
        {t(label)}
      </button>
    </th>
  );
}

interface OperatorLineProps {
  readonly row: OperatorRow;
  readonly overview: Answered<OverviewData>;
  readonly words: MeasureWords;
}

function OperatorLine({ row, overview: { view, data }, words }: OperatorLineProps) {
  const { account, operator, operatorName } = row;
  const value = operatorValue(account, operator);
  const only = { ...view.selection, operators: [asListed(value, data.operators)] };
  return (
    <tr data-operator={value}>
      <th scope="row">
        <ViewLink to={{ selection: only }} label={t('operators.only', { name: operatorName })}>
          <bdi>{operatorName}</bdi>
        </ViewLink>
        {data.accounts.length > 1 && (
          <span class="quiet">
            {' '}
            <bdi>{account}</bdi>
          </span>
        )}
      </th>
      {OPERATOR_COLUMNS.map(({ measure, hasInterval }) => {
        const { unit } = words.of(measure);
        const interval =
          hasInterval === true ? intervalText(row[`${measure}Low`], row[`${measure}High`], unit) : '';
        return (
          <td
            key={measure}
            class="number"
            title={interval === '' ? undefined : t('figure.interval.of', { interval })}
          >
            <bdi>{inUnit(row[measure], unit)}</bdi>
          </td>
        );
      })}
    </tr>
  );
}
