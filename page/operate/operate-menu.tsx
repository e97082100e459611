import { useSignal } from '@preact/signals';
import { later } from '../components/later';
import { laterParts } from '../components/later-parts-file';
import { t } from '../messages/text';
import { useScope } from '../store/use-scope';

const OperatePanel = later(async () => (await laterParts()).OperatePanel);

/** How the service is, for whoever operates it. */
export function OperateMenu() {
  const isOpen = useSignal(false);
  if (!useScope('operate')) return null;
  return (
    <details
      class="operate-menu"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary class="quiet-button">{t('operate.open')}</summary>
      <div class="share-panel operate-panel">{isOpen.value && <OperatePanel />}</div>
    </details>
  );
}
