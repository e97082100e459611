import { useSignal } from '@preact/signals';
import type { Chart } from '../charts/chart';
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
  const hasFailed = useSignal(false);
  const save = async (): Promise<void> => {
    const {
      view: { zone, selection },
      resolved: { range },
      data: { operators },
    } = overview;
    const filter = filterWords(selection, operators);
    const about = [[span(range, zone), zone, clock].filter((part) => part !== '').join(' · '), filter];
    try {
      const { savePicture } = await import('../later-parts');
      await savePicture({ chart, range, zone, about });
      hasFailed.value = false;
    } catch {
      hasFailed.value = true;
    }
  };
  return (
    <>
      {hasFailed.value && <span role="alert">{t('save.failed')}</span>}
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
