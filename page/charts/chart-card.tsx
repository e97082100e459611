import { useMemo } from 'preact/hooks';
import type { Annotation } from '../api/annotations';
import type { OverviewData } from '../api/overview';
import { ClockMark } from '../components/clock-mark';
import { language } from '../messages/language';
import { t } from '../messages/text';
import { ConsequenceNotes } from '../overview/consequence-notes';
import { MeasureDefinition } from '../overview/measure-definition';
import type { MeasureWords } from '../overview/measure-words';
import { PictureButton } from '../picture/picture-button';
import { printing } from '../print/printing';
import type { Answered } from '../store/figures-store';
import { SpreadLink } from '../spread/spread-link';
import { usePageStore } from '../store/use-page-store';
import { durationOf } from '../view/durations';
import { ALL_EPISODES } from '../view/view';
import type { Chart, ChartBucket, ChartPlan } from './chart';
import { ChartLegend } from './chart-legend';
import { chartOf } from './chart-of';
import { ChartTable } from './chart-table';
import { PaperPlot, ScreenPlot } from './plots';

const NO_NOTES: readonly Annotation[] = [];

interface ChartCardProps {
  readonly plan: ChartPlan;
  /** Undefined until it has come. */
  readonly overview: Answered<OverviewData> | undefined;
  readonly words: MeasureWords;
}

/** A chart with its legend, what its measures mean, and its numbers as a table instead when a person wants that. */
export function ChartCard({ plan, overview, words }: ChartCardProps) {
  const { chartTables } = usePageStore().shown;
  if (overview === undefined) return <article class="chart card" />;
  const isTable = chartTables.value.has(plan.id);
  return (
    <article id={`chart-${plan.id}`} class={isTable ? 'chart card shows-table' : 'chart card'}>
      <ChartContent plan={plan} overview={overview} words={words} isTable={isTable} />
    </article>
  );
}

interface ChartContentProps extends ChartCardProps {
  readonly overview: Answered<OverviewData>;
  readonly isTable: boolean;
}

function ChartContent({ plan, overview, words, isTable }: ChartContentProps) {
  const { navigation, shown, notes } = usePageStore();
  const written = notes?.notes.value ?? NO_NOTES;
  // What is drawn holds texts and numbers as they are written: another language is another drawing.
  const { value: spoken } = language;
  const chart = useMemo(
    () => chartOf(plan, overview, words, written),
    [plan, overview, words, written, spoken],
  );
  const title = t(plan.title);
  const duration = durationOf(plan.series[0]?.measure ?? '');
  const measures = [...new Set(plan.series.map(({ measure }) => measure))];
  return (
    <>
      <header class="card-head">
        <h3>
          {title}
          <ClockMark words={words.clockOf(measures)} />
          <MeasureDefinition about={title} measures={measures} words={words} />
        </h3>
        {!navigation.isFixed && duration !== undefined && (
          <SpreadLink of={duration} label={t('figure.spread', { figure: title })}>
            {t('chart.spread')}
          </SpreadLink>
        )}
        <PictureButton chart={chart} title={title} clock={words.clockOf(measures)} overview={overview} />
        <button
          type="button"
          class="quiet-button"
          aria-label={t('chart.table.label', { title })}
          aria-pressed={isTable}
          onClick={() => {
            shown.toggleTable(plan.id);
          }}
        >
          {t('chart.table')}
        </button>
      </header>
      <ConsequenceNotes measures={measures} />
      <ChartLegend chart={chart} />
      <div class="chart-body">{isTable ? <ChartTable chart={chart} /> : <Drawing chart={chart} />}</div>
    </>
  );
}

function Drawing({ chart }: { readonly chart: Chart }) {
  const { navigation } = usePageStore();
  const isEmpty = chart.series.every(({ values }) => values.every((value) => value === null || value === 0));
  if (isEmpty) return <p class="nothing quiet">{t('chart.nothing')}</p>;
  const { behind = ALL_EPISODES.behind } = chart.plan;
  const showEpisodes = ({ from, to }: ChartBucket): void => {
    navigation.change({ episodes: { ...ALL_EPISODES, behind, within: { from, to } } });
  };
  return (
    <>
      {printing.value && <PaperPlot chart={chart} />}
      <ScreenPlot chart={chart} onPick={showEpisodes} />
    </>
  );
}
