import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { language } from '../messages/language';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { SHORTCUTS, asksForHelp, shortcutOf, shortcutsAreOff, switchShortcuts } from './shortcut-keys';

/** How the keys of arrows are written. */
const SIGNS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→' };

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
          <Help />
        </dialog>
      )}
    </>
  );
}

function Help() {
  // The key for what is earlier comes first, as in the text.
  const isRtl = language.value.direction === 'rtl';
  return (
    <div class="help-body">
      <h2 id="shortcuts-title">{t('shortcuts.title')}</h2>
      <dl>
        {SHORTCUTS.map(({ keys, label }) => (
          <div key={label}>
            <dt>
              {(isRtl ? keys.toReversed() : keys).map((key) => (
                <kbd key={key}>{SIGNS[key] ?? key}</kbd>
              ))}
            </dt>
            <dd>{t(label)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>?</kbd>
          </dt>
          <dd>{t('shortcut.help')}</dd>
        </div>
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={!shortcutsAreOff.value}
          onChange={({ currentTarget: { checked } }) => {
            switchShortcuts(!checked);
          }}
        />
        {t('shortcuts.on')}
      </label>
      <form method="dialog">
        <button class="primary">{t('drawer.close')}</button>
      </form>
    </div>
  );
}
