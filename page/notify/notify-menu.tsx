import { useSignal } from '@preact/signals';
import { later } from '../components/later';
import { laterParts } from '../components/later-parts-file';
import { t } from '../messages/text';
import { useScope } from '../store/use-scope';

const NotifyPanel = later(async () => (await laterParts()).NotifyPanel);

/** What people are told by notifications, for whoever may mute them. */
export function NotifyMenu() {
  const isOpen = useSignal(false);
  if (!useScope('notify')) return null;
  return (
    <details
      class="operate-menu"
      onToggle={(event) => {
        if (event.target === event.currentTarget) isOpen.value = event.currentTarget.open;
      }}
    >
      <summary class="quiet-button">{t('notify.open')}</summary>
      <div class="share-panel notify-panel">{isOpen.value && <NotifyPanel />}</div>
    </details>
  );
}
