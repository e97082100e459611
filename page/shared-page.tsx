import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { GraphqlClient } from './api/graphql-client';
import { PageError } from './api/page-error';
import { SHARED_VIEW } from './api/shared-view';
import type { SharedView } from './api/shared-view';
import { filterWords } from './controls/filter-words';
import { LanguageChoice } from './controls/language-choice';
import { useAnswer } from './episodes/use-answer';
import { moment } from './format/times';
import { t } from './messages/text';
import { Loading, Notice } from './overview/notice';
import { OverviewContent } from './overview/overview-content';
import { RangeTitle } from './overview/range-title';
import { PageStore } from './store/page-store';
import { PageStoreContext } from './store/use-page-store';
import { ThemeButton } from './theme/theme-button';
import { viewOfShare } from './view/view-of-share';

/** A range that moves on is shown as it is now. */
const REFRESH_EVERY_MS = 60_000;

/** The page of somebody who comes with a share link: one view, and nothing to choose. */
export function SharedPage({ secret }: { readonly secret: string }) {
  const over = useSignal<PageError | undefined>(undefined);
  const client = useMemo(() => new GraphqlClient({ link: secret }), [secret]);
  const answer = useAnswer(secret, (until) => client.ask(SHARED_VIEW, {}, until));
  const share = answer.data?.share ?? undefined;
  const error = over.value ?? answer.error;
  if (error instanceof PageError && error.code === 'SIGN_IN') return <LinkOver reason={t('shared.gone')} />;
  if (error !== undefined)
    return (
      <Frame>
        <Notice error={error} onRetry={answer.retry} />
      </Frame>
    );
  if (share === undefined)
    return (
      <Frame>
        <Loading />
      </Frame>
    );
  if (!isForThisFrame(share)) return <LinkOver reason={t('shared.otherHost')} />;
  return (
    <SharedFigures
      share={share}
      client={client}
      onOver={(error) => {
        over.value = error;
      }}
    />
  );
}

interface SharedFiguresProps {
  readonly share: SharedView;
  readonly client: GraphqlClient;
  /** The link shows nothing any more. */
  readonly onOver: (error: PageError) => void;
}

function SharedFigures({ share, client, onOver }: SharedFiguresProps) {
  const store = useMemo(() => PageStore.ofShare(client, viewOfShare(share), onOver), [share]);
  useEffect(() => {
    const refreshing = setInterval(() => {
      if (document.visibilityState === 'visible') store.figures.refresh();
    }, REFRESH_EVERY_MS);
    return () => {
      clearInterval(refreshing);
      store.stop();
    };
  }, [store]);
  const { selection, zone } = store.navigation.view.value;
  const until = moment(Date.parse(share.expiresAt), zone);
  return (
    <PageStoreContext.Provider value={store}>
      <Frame>
        <p class="shared-by" role="note">
          <b>{share.name}</b> · {t('shared.line', { until })} · {filterWords(selection, [])}
        </p>
        <RangeTitle />
        <OverviewContent />
      </Frame>
    </PageStoreContext.Provider>
  );
}

function LinkOver({ reason }: { readonly reason: string }) {
  return (
    <Frame>
      <div class="notice card" role="alert">
        <h2>{t('shared.over')}</h2>
        <p>{reason}</p>
      </div>
    </Frame>
  );
}

function Frame({ children }: { readonly children: ComponentChildren }) {
  return (
    <div class="app">
      <header class="top">
        <span class="brand">{t('app.name')}</span>
        <nav class="top-actions" aria-label={t('app.actions')}>
          <LanguageChoice />
          <ThemeButton />
        </nav>
      </header>
      <main>{children}</main>
    </div>
  );
}

/** The service has let the host of the URL show the page, and that must be the one that the link is for. */
function isForThisFrame({ host }: SharedView): boolean {
  const isFramed = window.parent !== window;
  return host === null || !isFramed || new URLSearchParams(location.search).get('host') === host;
}
