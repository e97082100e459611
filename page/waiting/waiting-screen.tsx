import { useLayoutEffect, useRef } from 'preact/hooks';
import { momentWithSeconds } from '../format/times';
import { ProblemText } from '../components/problem-text';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { useWakeLock } from './wake-lock';
import { WaitingActions } from './waiting-actions';
import { WaitingNow } from './waiting-now';

/** Who waits now: for somebody at a desk, and for a screen on a wall that nobody touches. */
export function WaitingScreen({ scale }: { readonly scale: number }) {
  const { status: store } = usePageStore();
  const heading = useRef<HTMLHeadingElement>(null);
  useWakeLock();
  // Whoever came from the figures reads on here.
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <section class="waiting" style={{ '--scale': scale }} aria-labelledby="waiting-title">
      <header class="waiting-head">
        <h1 id="waiting-title" ref={heading} tabIndex={-1}>
          {t('waiting.title')}
        </h1>
        <WaitingActions scale={scale} />
      </header>
      {store.problem.value === undefined ? <WaitingNow /> : <CutOff problem={store.problem.value} />}
    </section>
  );
}

/** In the place of numbers that may not hold any more. */
function CutOff({ problem }: { readonly problem: unknown }) {
  const { navigation, status } = usePageStore();
  const since = momentWithSeconds(status.knownAt.value, navigation.view.value.zone);
  return (
    <div class="cut-off" role="alert">
      <p class="cut-off-since">{t('waiting.cutOff', { since })}</p>
      <p>
        <ProblemText error={problem} otherwise="" /> {t('waiting.cutOff.then')}
      </p>
    </div>
  );
}
