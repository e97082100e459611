import type { Measured } from '../api/overview';
import { intervalText, share } from '../format/numbers';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { ViewLink } from '../view/view-link';
import { ALL_EPISODES } from '../view/view';
import type { HeadlineFigure } from './headline-figures';

interface FigureFootProps {
  readonly figure: HeadlineFigure;
  /** Of the figure. */
  readonly label: string;
  readonly current: Measured;
  readonly unit: string;
}

/** What a figure is of, between which ends it is, and the way to its episodes. */
export function FigureFoot({ figure, label, current, unit }: FigureFootProps) {
  const { navigation } = usePageStore();
  const { measure, samples, behind } = figure;
  const interval = intervalText(current[`${measure}Low`], current[`${measure}High`], unit);
  return (
    <p class="figure-foot quiet">
      {samples !== undefined && <span class="samples">{samplesText(figure, current)}</span>}
      {interval !== '' && (
        <span class="interval" title={t('figure.interval.title')}>
          <span class="visually-hidden">{t('figure.interval')} </span>
          {interval}
        </span>
      )}
      {!navigation.isFixed && (
        <ViewLink
          to={{ episodes: { ...ALL_EPISODES, behind } }}
          label={t('figure.behind.label', { figure: label })}
        >
          {t('figure.behind')}
        </ViewLink>
      )}
    </p>
  );
}

/** Such as `n = 12 ratings`, `3.2 % of 840 contacts`, `n = 7 episodes, and 2 pending`. */
function samplesText({ measure, samples }: HeadlineFigure, current: Measured): string {
  if (samples === undefined) return '';
  const { of, noun, areWhole, besides } = samples;
  const [number, part] = [of(current), current[measure]];
  const all = t(noun, { n: number });
  const isMedian = measure.endsWith('P50');
  const text =
    areWhole === true && typeof part === 'number' && number > 0
      ? t('samples.part', { share: share(part / number), samples: all })
      : t(isMedian ? 'samples.median' : 'samples.all', { samples: all });
  // So that the list behind the figure is as long as the figure says.
  const others = besides?.of(current) ?? 0;
  return besides === undefined || others === 0
    ? text
    : t('samples.besides', { samples: text, besides: t(besides.noun, { n: others }) });
}
