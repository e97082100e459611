import { useSignal } from '@preact/signals';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { NOTHING_OPEN } from '../view/view';
import { savedViews } from './kept-views';

const MAX_NAME_LENGTH = 60;

/** The views that have a name, and the ways to name this one and to send it to others. */
export function ViewList() {
  const { navigation } = usePageStore();
  const name = useSignal('');
  const isCopied = useSignal(false);
  const here = navigation.addressOf(NOTHING_OPEN);
  return (
    <>
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
    </>
  );
}
