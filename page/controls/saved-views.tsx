import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { later } from '../components/later';
import { laterParts } from '../components/later-parts-file';
import { t } from '../messages/text';
import { useClosedByClicksOutside } from './use-closed-by-clicks-outside';

const ViewList = later(async () => (await laterParts()).ViewList);

/** The views that were given a name in this browser, and what makes this one such. */
export function SavedViews() {
  const menu = useRef<HTMLDetailsElement>(null);
  const isOpen = useSignal(false);
  useClosedByClicksOutside(menu);
  return (
    <details
      ref={menu}
      class="menu saved-views"
      name="menu"
      onKeyDown={({ key }) => {
        if (key !== 'Escape' || menu.current === null) return;
        menu.current.open = false;
        menu.current.querySelector('summary')?.focus();
      }}
      onToggle={({ currentTarget: { open } }) => {
        isOpen.value = open;
      }}
    >
      <summary>{t('views.title')}</summary>
      <div class="menu-list">{isOpen.value && <ViewList />}</div>
    </details>
  );
}
