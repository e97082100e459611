import { RichText } from '../messages/rich-text';
import { t } from '../messages/text';

/** How to read the page, and how to go on from it, in three hints. */
export function Hints({ onRead }: { readonly onRead: () => void }) {
  return (
    <aside
      class="hints card"
      aria-labelledby="hints-title"
      onKeyDown={({ key }) => {
        if (key === 'Escape') onRead();
      }}
    >
      <h2 id="hints-title">{t('hints.title')}</h2>
      <ol>
        <li>{t('hints.read')}</li>
        <li>{t('hints.behind')}</li>
        <li>
          <RichText of="hints.keys" values={{ key: <kbd>?</kbd> }} />
        </li>
      </ol>
      <button type="button" class="primary" onClick={onRead}>
        {t('hints.understood')}
      </button>
    </aside>
  );
}
