import type { AnsweredChange } from '../api/changes';
import type { HeadlineData } from '../api/headline';
import type { OverviewData } from '../api/overview';
import type { Answered } from '../store/figures-store';
import { usePageStore } from '../store/use-page-store';
import { FigureTile } from './figure-tile';
import { LEADING_FIGURES, OTHER_FIGURES } from './headline-figures';
import type { HeadlineFigure } from './headline-figures';
import type { MeasureWords } from './measure-words';

interface FiguresProps {
  readonly headline: Answered<HeadlineData>;
  /** Undefined until it has come. */
  readonly overview: Answered<OverviewData> | undefined;
  readonly words: MeasureWords;
}

/** The key figures, four of them large, each with its change once that is known. */
export function Figures({ headline, overview, words }: FiguresProps) {
  const changes = useChangesOf(headline);
  const current = headline.data.totals.find(({ period }) => period === 'CURRENT');
  if (current === undefined) throw new Error('the totals have no row');
  const tile = (figure: HeadlineFigure, isLeading: boolean) => (
    <FigureTile
      key={figure.measure}
      figure={figure}
      words={words}
      selection={headline.view.selection}
      current={current}
      overview={overview}
      change={changes?.find(({ measure }) => measure === figure.measure)}
      isLeading={isLeading}
    />
  );
  return (
    <div>
      <div class="figures leading">{LEADING_FIGURES.map((figure) => tile(figure, true))}</div>
      <div class="figures others">{OTHER_FIGURES.map((figure) => tile(figure, false))}</div>
    </div>
  );
}

/** @returns undefined until they have come, and where nothing is compared */
function useChangesOf({ now, view }: Answered<HeadlineData>): readonly AnsweredChange[] | undefined {
  const summary = usePageStore().figures.summary.value;
  return summary?.now === now && view.compare !== 'none' ? summary.data.summary.changes : undefined;
}
