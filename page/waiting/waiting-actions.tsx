import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { MAX_SCALE, MIN_SCALE } from '../view/view-url';
import { ViewLink } from '../view/view-link';
import { alertWays, WAYS } from './alert-ways';
import { waitingAlerts } from './waiting-alerts';

const STEP = 0.25;

/** How one is told of who comes, how large all is, and the way back to the figures. */
export function WaitingActions({ scale }: { readonly scale: number }) {
  const { navigation } = usePageStore();
  const notes = [
    waitingAlerts.isRefused.value ? t('alert.refused') : '',
    waitingAlerts.isSilent.value ? t('alert.silent') : '',
  ].filter((note) => note !== '');
  return (
    <div class="waiting-actions">
      {WAYS.map((way) => (
        <button
          key={way}
          type="button"
          class="quiet-button"
          aria-pressed={alertWays.chosen.value.has(way)}
          title={t(`alert.${way}.title`)}
          onClick={() => void waitingAlerts.toggle(way)}
        >
          {t(`alert.${way}`)}
        </button>
      ))}
      <span class="waiting-sizes" role="group" aria-label={t('waiting.size')}>
        {([-STEP, STEP] as const).map((step) => {
          const next = scale + step;
          return (
            <button
              key={step}
              type="button"
              class="quiet-button"
              aria-disabled={next < MIN_SCALE || next > MAX_SCALE}
              onClick={() => {
                if (next >= MIN_SCALE && next <= MAX_SCALE) navigation.change({ live: { scale: next } });
              }}
            >
              <span aria-hidden="true">{step < 0 ? 'A−' : 'A+'}</span>
              <span class="visually-hidden">{t(step < 0 ? 'waiting.smaller' : 'waiting.larger')}</span>
            </button>
          );
        })}
      </span>
      <FullScreenButton />
      <ViewLink to={{ live: undefined }}>{t('waiting.back')}</ViewLink>
      {notes.length > 0 && (
        <p class="quiet" role="status">
          {notes.join(' ')}
        </p>
      )}
    </div>
  );
}

function FullScreenButton() {
  const isFull = useSignal(document.fullscreenElement !== null);
  useEffect(() => {
    const follow = (): void => {
      isFull.value = document.fullscreenElement !== null;
    };
    document.addEventListener('fullscreenchange', follow);
    return () => {
      document.removeEventListener('fullscreenchange', follow);
    };
  }, [isFull]);
  // Phones of some makers have none.
  if (!document.fullscreenEnabled) return null;
  return (
    <button
      type="button"
      class="quiet-button"
      aria-pressed={isFull.value}
      onClick={() => {
        void (isFull.value ? document.exitFullscreen() : document.documentElement.requestFullscreen());
      }}
    >
      {t('waiting.fullScreen')}
    </button>
  );
}
