import { useEffect, useMemo } from 'preact/hooks';
import { later } from './components/later';
import { FilterBar } from './controls/filter-bar';
import { UrlProblems } from './controls/url-problems';
import { LanguageChoice } from './controls/language-choice';
import { Shortcuts } from './controls/shortcuts';
import { EpisodeDrawer } from './episodes/episode-drawer';
import { FirstHints } from './hints/first-hints';
import { t } from './messages/text';
import { NotifyMenu } from './notify/notify-menu';
import { OperateMenu } from './operate/operate-menu';
import { OverviewContent } from './overview/overview-content';
import { RangeTitle } from './overview/range-title';
import type { Access } from './session/access';
import { SignOut } from './session/sign-out';
import { FreshnessLine } from './status/freshness-line';
import { LiveStrip } from './status/live-strip';
import { PageStore } from './store/page-store';
import { PageStoreContext } from './store/use-page-store';
import { ThemeButton } from './theme/theme-button';
import { TellOfWaiting } from './waiting/tell-of-waiting';

const WaitingScreen = later(async () => (await import('./later-parts')).WaitingScreen);

/** The page of somebody who has signed in. */
export function SignedInPage({ access }: { readonly access: Access }) {
  const store = useMemo(() => PageStore.ofPerson(access), [access]);
  useEffect(
    () => () => {
      store.stop();
    },
    [store],
  );
  const { live } = store.navigation.view.value;
  return (
    <PageStoreContext.Provider value={store}>
      <div class="app">
        <header class="top">
          <span class="brand">{t('app.name')}</span>
          {live === undefined && <LiveStrip />}
          <nav class="top-actions" aria-label={t('app.actions')}>
            <LanguageChoice />
            <ThemeButton />
            <Shortcuts />
            <NotifyMenu />
            <OperateMenu />
            <SignOut access={access} />
          </nav>
        </header>
        <main>
          <UrlProblems />
          {live === undefined ? (
            <>
              <FirstHints />
              <RangeTitle />
              <FilterBar />
              <OverviewContent />
            </>
          ) : (
            <WaitingScreen scale={live.scale} />
          )}
        </main>
        <TellOfWaiting />
        <EpisodeDrawer />
        <FreshnessLine />
      </div>
    </PageStoreContext.Provider>
  );
}
