import type { ComponentChildren } from 'preact';
import { NOTHING, count, duration } from '../format/numbers';
import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';

/** What is going on now: open, waiting, and for how long. */
export function LiveStrip() {
  const { status: store, navigation } = usePageStore();
  const live = store.status.value?.live;
  const isKnown = live !== undefined && store.problem.value === undefined;
  const someoneWaits = (live?.episodesWaiting ?? 0) > 0;
  const wait = live?.longestWaitSeconds ?? undefined;
  const longest =
    live !== undefined && navigation.view.value.clock === 'WORKING'
      ? 'live.longestInWorkingHours'
      : 'live.longest';
  return (
    <section class="live" aria-label={t('live.title')} data-state={isKnown ? 'known' : 'unknown'}>
      <span class="live-dot" aria-hidden="true" />
      <LiveFact>
        <RichText of="live.open" values={{ count: <b>{live ? count(live.episodesOpen) : NOTHING}</b> }} />
      </LiveFact>
      <LiveFact isUrgent={someoneWaits}>
        <RichText
          of="live.waiting"
          values={{ count: <b>{live ? count(live.episodesWaiting) : NOTHING}</b> }}
        />
      </LiveFact>
      <LiveFact isUrgent={someoneWaits}>
        <RichText
          of={longest}
          values={{ wait: <b>{wait === undefined ? NOTHING : duration(Math.round(wait))}</b> }}
        />
      </LiveFact>
    </section>
  );
}

interface LiveFactProps {
  readonly isUrgent?: boolean;
  readonly children: ComponentChildren;
}

function LiveFact({ isUrgent = false, children }: LiveFactProps) {
  return <span class={isUrgent ? 'live-fact urgent' : 'live-fact'}>{children}</span>;
}
