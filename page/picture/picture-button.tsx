import { useSignal } from '@preact/signals';
import type { Chart } from '../charts/chart';
import { laterParts } from '../components/later-parts-file';
import { ProblemText } from '../components/problem-text';
import { filterWords } from '../controls/filter-words';
import { span } from '../format/times';
import { t } from '../messages/text';
import type { Answered } from '../store/figures-store';
import type { OverviewData } from '../api/overview';

interface PictureButtonProps {
  readonly chart: Chart;
  readonly title: string;
  /** Of its durations; '' where there are none. */
  readonly clock: string;
  readonly overview: Answered<OverviewData>;
}

/** Saves a chart as a picture. What draws it is fetched when it is first wanted. */
export function PictureButton({ chart, title, clock, overview }: PictureButtonProps) {
  const problem = useSignal<unknown>(undefined);
  const save = async (): Promise<void> => {
    const {
      view: { zone, selection },
      resolved: { range },
      data: { operators },
    } = overview;
    const filter = filterWords(selection, operators);
    const about = [[span(range, zone), zone, clock].filter((part) => part !== '').join(' · '), filter];
    try {
      const { savePicture } = await laterParts();
      await savePicture({ chart, range, zone, about });
      problem.value = undefined;
    } catch (error) {
      problem.value = error;
    }
  };
  return (
    <>
      {problem.value !== undefined && (
        <span role="alert">
          <ProblemText error={problem.value} otherwise={t('save.failed')} />
        </span>
      )}
      <button
        type="button"
        class="quiet-button"
        aria-label={t('picture.label', { title })}
        onClick={() => void save()}
      >
        {t('picture.save')}
      </button>
    </>
  );
}
