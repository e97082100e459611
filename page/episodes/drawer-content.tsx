import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../messages/text';
import { Notice } from '../overview/notice';
import { Spread } from '../spread/spread';
import { usePageStore } from '../store/use-page-store';
import type { Duration } from '../view/durations';
import type { ChatShown, View } from '../view/view';
import { ViewLink } from '../view/view-link';
import { ChatTimeline } from './chat-timeline';
import { DRAWER_TITLE } from './drawer';
import { askForDrawer, drawerQuestionKey } from './drawer-question';
import type { DrawerAnswer } from './drawer-question';
import { EpisodeList } from './episode-list';
import { useAnswer } from './use-answer';

/** What is in the drawer, as the view says. */
export function DrawerContent({ onClose }: { readonly onClose: () => void }) {
  const store = usePageStore();
  const view = store.navigation.view.value;
  const body = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { data, error, isWaiting, retry } = useAnswer(
    drawerQuestionKey(view, store.shown.episodeSearch.value),
    (until) => askForDrawer(store, view, until),
  );
  // Of another answer the beginning is shown; the focus stays if it is on what both of them have.
  useLayoutEffect(() => {
    body.current?.scrollTo({ top: 0 });
    if (body.current?.contains(document.activeElement) !== true) heading.current?.focus();
  }, [data, error]);
  const { chat, duration } = shownOf(view, data);
  return (
    <>
      <header class="card-head">
        <span>
          {chat !== undefined && view.episodes !== undefined && (
            <ViewLink to={{ chat: undefined }} label={t('drawer.back.label')}>
              {t('drawer.back')}
            </ViewLink>
          )}
        </span>
        <h2 id={DRAWER_TITLE} ref={heading} tabIndex={-1}>
          {titleOf(chat, duration)}
        </h2>
        <button type="button" class="quiet-button" onClick={onClose}>
          {t('drawer.close')}
        </button>
      </header>
      <div class="drawer-body" ref={body} aria-busy={isWaiting ? 'true' : undefined}>
        {error === undefined ? <Answered answer={data} /> : <Notice error={error} onRetry={retry} />}
      </div>
    </>
  );
}

interface Shown {
  readonly chat?: ChatShown | undefined;
  readonly duration?: Duration | undefined;
}

/** What is shown: until the next has come, the last. */
function shownOf({ chat, spread }: View, answer: DrawerAnswer | undefined): Shown {
  if (answer === undefined) return chat === undefined ? { duration: spread } : { chat };
  return answer.kind === 'episodes' ? {} : answer;
}

function titleOf(chat: ChatShown | undefined, duration: Duration | undefined): string {
  if (chat !== undefined) return t('chat.title', { id: chat.id });
  return duration === undefined ? t('episodes.title') : t('spread.title', { name: t(`figure.${duration}`) });
}

function Answered({ answer }: { readonly answer: DrawerAnswer | undefined }) {
  if (answer === undefined) return <p class="quiet">{t('freshness.asking')}</p>;
  if (answer.kind === 'episodes') return <EpisodeList answer={answer} />;
  if (answer.kind === 'spread') return <Spread answer={answer} />;
  const { account, id } = answer.chat;
  return <ChatTimeline key={`${account}~${id}`} answer={answer} />;
}
