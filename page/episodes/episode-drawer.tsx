import { later } from '../components/later';
import { laterParts } from '../components/later-parts-file';
import { NO_SEARCH } from '../store/shown-store';
import { usePageStore } from '../store/use-page-store';
import { t } from '../messages/text';
import { DRAWER_TITLE, Drawer } from './drawer';
import { NOTHING_OPEN } from '../view/view';

const DrawerContent = later(
  async () => (await laterParts()).DrawerContent,
  (pending, { onClose }) => (
    <>
      <header class="card-head">
        <h2 id={DRAWER_TITLE} tabIndex={-1}>
          {t('app.name')}
        </h2>
        <button type="button" class="quiet-button" onClick={onClose}>
          {t('drawer.close')}
        </button>
      </header>
      <div class="drawer-body">{pending}</div>
    </>
  ),
);

/** The episodes behind a figure, how a duration is spread, and the chat behind an episode: as the view says. */
export function EpisodeDrawer() {
  const { navigation, shown } = usePageStore();
  const { chat, episodes, spread } = navigation.view.value;
  const isOpen = [chat, episodes, spread].some((one) => one !== undefined);
  const close = (): void => {
    shown.episodeSearch.value = NO_SEARCH;
    navigation.change(NOTHING_OPEN);
  };
  return (
    <Drawer isOpen={isOpen} onClose={close}>
      {isOpen && <DrawerContent onClose={close} />}
    </Drawer>
  );
}
