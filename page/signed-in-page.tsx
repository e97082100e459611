import { useEffect, useMemo } from 'preact/hooks';
import { later, quietly } from './components/later';
import { laterParts } from './components/later-parts-file';
import { FilterBar } from './controls/filter-bar';
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
import { alertWays } from './waiting/alert-ways';

const TellOfWaiting = later(async () => (await laterParts()).TellOfWaiting, quietly);
const UrlProblems = later(async () => (await laterParts()).UrlProblems, quietly);
const WaitingScreen = later(async () => (await laterParts()).WaitingScreen);

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
          {store.navigation.problems.value.length > 0 && <UrlProblems />}
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
        {alertWays.isOn.value && <TellOfWaiting />}
        <EpisodeDrawer />
        <FreshnessLine />
      </div>
    </PageStoreContext.Provider>
  );
}
