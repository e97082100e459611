import { later } from '../components/later';
import { usePageStore } from '../store/use-page-store';
import { Drawer } from './drawer';

const DrawerContent = later(async () => (await import('../later-parts')).DrawerContent);

/** The episodes behind a figure, and the chat behind an episode: as the view says. */
export function EpisodeDrawer() {
  const { navigation } = usePageStore();
  const { chat, episodes } = navigation.view.value;
  const isOpen = chat !== undefined || episodes !== undefined;
  const close = (): void => {
    navigation.change({ episodes: undefined, chat: undefined });
  };
  return (
    <Drawer isOpen={isOpen} onClose={close}>
      {isOpen && <DrawerContent onClose={close} />}
    </Drawer>
  );
}
