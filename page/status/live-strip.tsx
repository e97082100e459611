import type { ComponentChildren } from 'preact';
import { NOTHING, count, duration } from '../format/numbers';
import { clock } from '../format/times';
import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { ViewLink } from '../view/view-link';
import { NOTHING_OPEN } from '../view/view';

/** What is going on now: open, waiting, and for how long; the way to the list of who waits. */
export function LiveStrip() {
  const { status: store, navigation } = usePageStore();
  const view = navigation.view.value;
  const live = store.status.value?.live;
  if (store.problem.value !== undefined)
    return (
      <Strip isKnown={false}>
        <LiveFact>{t('live.cutOff', { since: clock(store.knownAt.value, view.zone) })}</LiveFact>
      </Strip>
    );
  const someoneWaits = (live?.episodesWaiting ?? 0) > 0;
  const wait = live?.longestWaitSeconds ?? undefined;
  const longest =
    live !== undefined && view.clock === 'WORKING' ? 'live.longestInWorkingHours' : 'live.longest';
  return (
    <Strip isKnown={live !== undefined}>
      <LiveFact>
        <RichText of="live.open" values={{ count: <b>{live ? count(live.episodesOpen) : NOTHING}</b> }} />
      </LiveFact>
      <ViewLink to={{ live: { scale: 1 }, ...NOTHING_OPEN }}>
        <LiveFact isUrgent={someoneWaits}>
          <RichText
            of="live.waiting"
            values={{ count: <b>{live ? count(live.episodesWaiting) : NOTHING}</b> }}
          />
        </LiveFact>{' '}
        <LiveFact isUrgent={someoneWaits}>
          <RichText
            of={longest}
            values={{ wait: <b>{wait === undefined ? NOTHING : duration(Math.round(wait))}</b> }}
          />
        </LiveFact>
      </ViewLink>
    </Strip>
  );
}

interface StripProps {
  /** Whether what it says holds now. */
  readonly isKnown: boolean;
  readonly children: ComponentChildren;
}

function Strip({ isKnown, children }: StripProps) {
  return (
    <section class="live" aria-label={t('live.title')} data-state={isKnown ? 'known' : 'unknown'}>
      <span class="live-dot" aria-hidden="true" />
      {children}
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
