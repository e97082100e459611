import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { later } from '../components/later';
import { laterParts } from '../components/later-parts-file';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { asksForHelp, shortcutOf } from './shortcut-keys';

const ShortcutHelp = later(async () => (await laterParts()).ShortcutHelp);

/** Listens to the keyboard, and shows which keys do what. */
export function Shortcuts() {
  const store = usePageStore();
  const help = useRef<HTMLDialogElement>(null);
  const isOpen = useSignal(false);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (asksForHelp(event)) {
        isOpen.value = true;
        return;
      }
      // What lies above the page has keys of its own.
      const shortcut = document.querySelector('dialog[open]') === null ? shortcutOf(event) : undefined;
      if (shortcut === undefined) return;
      event.preventDefault();
      shortcut.run(store, event.key);
    };
    document.addEventListener('keydown', press);
    return () => {
      document.removeEventListener('keydown', press);
    };
  }, [store]);
  useLayoutEffect(() => {
    if (isOpen.value) help.current?.showModal();
  }, [isOpen.value]);
  return (
    <>
      <button
        type="button"
        class="quiet-button"
        aria-label={t('shortcuts.title')}
        title={t('shortcuts.title')}
        onClick={() => {
          isOpen.value = true;
        }}
      >
        <span aria-hidden="true">?</span>
      </button>
      {isOpen.value && (
        <dialog
          ref={help}
          class="help"
          aria-labelledby="shortcuts-title"
          onClose={() => {
            isOpen.value = false;
          }}
          onClick={({ target }) => {
            if (target === help.current) help.current?.close();
          }}
        >
          <div class="help-body">
            <h2 id="shortcuts-title">{t('shortcuts.title')}</h2>
            <ShortcutHelp />
          </div>
        </dialog>
      )}
    </>
  );
}
