import type { HeadlineData } from '../api/headline';
import type { Answered } from '../store/figures-store';
import { usePageStore } from '../store/use-page-store';
import { FigureTile } from './figure-tile';
import { HEADLINE_FIGURES } from './headline-figures';
import type { MeasureWords } from './measure-words';

interface FiguresProps {
  readonly headline: Answered<HeadlineData>;
  readonly words: MeasureWords;
}

/** The key figures, each with its change once that is known. */
export function Figures({ headline, words }: FiguresProps) {
  const changes = usePageStore().figures.changes.value;
  // Of a time from which there is nothing at all, nobody can say that it was better or worse.
  const isThere = changes?.some(({ previous }) => previous !== null && previous !== 0) ?? false;
  const current = headline.data.totals.find(({ period }) => period === 'CURRENT');
  if (current === undefined) throw new Error('the totals have no row');
  return (
    <div class="figures">
      {HEADLINE_FIGURES.map((figure) => (
        <FigureTile
          key={figure.measure}
          figure={figure}
          words={words}
          selection={headline.view.selection}
          current={current}
          isCompared={changes !== undefined}
          change={isThere ? changes?.find(({ measure }) => measure === figure.measure) : undefined}
        />
      ))}
    </div>
  );
}
