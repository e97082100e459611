import { useMemo } from 'preact/hooks';
import type { OverviewData } from '../api/overview';
import type { GroupedChange } from '../api/table';
import { ClockMark } from '../components/clock-mark';
import { useAnswer } from '../episodes/use-answer';
import { t } from '../messages/text';
import { ConsequenceNotes } from '../overview/consequence-notes';
import { MeasureDefinition } from '../overview/measure-definition';
import type { MeasureWords } from '../overview/measure-words';
import { Notice } from '../overview/notice';
import { usePageStore } from '../store/use-page-store';
import { figuresKey } from '../view/question-of';
import { GroupTable } from './group-table';
import { KEPT } from './table-columns';
import { TableFigures } from './table-figures';
import { tableKind } from './table-kind';
import { askForTable, askForTableChanges } from './table-question';
import type { TableAnswer, TableChanges } from './table-question';
import { TableTabs } from './table-tabs';

interface TableCardProps {
  /** Undefined until it has come. */
  readonly overview: OverviewData | undefined;
  readonly words: MeasureWords;
}

/** The figures by operator, team, page or the like; asked for by itself, so that nothing else waits for it. */
export function TableCard({ overview, words }: TableCardProps) {
  const store = usePageStore();
  const request = store.figures.asked.value;
  const { table } = store.navigation.view.value;
  const key = `${figuresKey(request.view)}${request.now}${table}`;
  const {
    data: answer,
    error,
    isWaiting,
    retry,
  } = useAnswer(key, (until) => askForTable(store, { table, request }, until));
  // They take a second range, and the figures do not wait for them: without them the table is as true.
  const { data: changed } = useAnswer(key, (until) => askForTableChanges(store, { table, request }, until));
  const kind = tableKind(answer?.table ?? table, request.view.selection);
  const figures = useMemo(
    () => answer && new TableFigures(answer.data, kind, changesBeside(answer, changed)),
    [answer, changed],
  );
  const measures = kind.columns.map(({ measure }) => measure).filter((measure) => measure !== KEPT);
  const title = t(table === 'operators' ? 'operators.title' : 'tables.title');
  return (
    <article
      class={table === 'operators' ? 'tables operators card' : 'tables card'}
      aria-busy={isWaiting ? 'true' : undefined}
    >
      <header class="card-head">
        <h3>
          {title}
          <ClockMark words={words.clockOf(measures)} />
          <MeasureDefinition about={title} measures={measures} words={words} />
        </h3>
        <TableTabs shown={table} overview={overview} />
      </header>
      <ConsequenceNotes measures={measures} />
      {table === 'copilot' && (
        <p class="consequence" role="note">
          {t('tables.copilotWarning')}
        </p>
      )}
      {error !== undefined && <Notice error={error} onRetry={retry} />}
      {answer && figures && (
        <GroupTable
          answer={answer}
          kind={kind}
          figures={figures}
          words={words}
          operators={overview?.operators ?? []}
          accounts={overview?.accounts ?? []}
        />
      )}
    </article>
  );
}

/** None while they are those of another table. */
function changesBeside(answer: TableAnswer, changed: TableChanges | undefined): readonly GroupedChange[] {
  const isOfIt = changed?.table === answer.table && changed.request === answer.request;
  return isOfIt ? changed.changes : [];
}
