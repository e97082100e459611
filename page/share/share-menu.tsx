import { useSignal } from '@preact/signals';
import { later } from '../components/later';
import { laterParts } from '../components/later-parts-file';
import { t } from '../messages/text';

const SharePanel = later(async () => (await laterParts()).SharePanel);

/** Shares the numbers that are shown by a link. What there is, is asked for each time it is opened. */
export function ShareMenu() {
  const isOpen = useSignal(false);
  return (
    <details
      class="share-menu"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary class="quiet-button">{t('share.open')}</summary>
      <div class="share-panel">{isOpen.value && <SharePanel />}</div>
    </details>
  );
}
