import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { savedViews } from './kept-views';
import { useClosedByClicksOutside } from './use-closed-by-clicks-outside';
import { NOTHING_OPEN } from '../view/view';

const MAX_NAME_LENGTH = 60;

/** The views that were given a name in this browser, and what makes this one such. */
export function SavedViews() {
  const { navigation } = usePageStore();
  const menu = useRef<HTMLDetailsElement>(null);
  const name = useSignal('');
  const isCopied = useSignal(false);
  useClosedByClicksOutside(menu);
  const here = navigation.addressOf(NOTHING_OPEN);
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
      onToggle={() => {
        isCopied.value = false;
      }}
    >
      <summary>{t('views.title')}</summary>
      <div class="menu-list">
        {savedViews.all.value.length === 0 && <p class="quiet">{t('views.none')}</p>}
        <ul>
          {savedViews.all.value.map((view) => (
            <li key={view.name}>
              <a
                href={view.query}
                aria-current={view.query === here ? 'true' : undefined}
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
                  event.preventDefault();
                  navigation.go(view.query);
                }}
              >
                <bdi>{view.name}</bdi>
              </a>
              <button
                type="button"
                class="quiet-button"
                aria-label={t('views.remove.label', { name: view.name })}
                onClick={() => {
                  savedViews.remove(view.name);
                }}
              >
                <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const given = name.value.trim();
            if (given === '') return;
            savedViews.save({ name: given, query: here });
            name.value = '';
          }}
        >
          <input
            type="text"
            required
            maxLength={MAX_NAME_LENGTH}
            aria-label={t('views.name')}
            placeholder={t('views.name')}
            value={name.value}
            onInput={({ currentTarget: { value } }) => {
              name.value = value;
            }}
          />
          <button type="submit">{t('views.save')}</button>
        </form>
        <button
          type="button"
          class="quiet-button"
          onClick={() => {
            void navigator.clipboard.writeText(location.href).then(() => {
              isCopied.value = true;
            });
          }}
        >
          {t('views.copy')}
        </button>
        <span role="status">{isCopied.value ? t('share.copied') : ''}</span>
      </div>
    </details>
  );
}
