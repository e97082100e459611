import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { CREATE_SHARE } from '../api/shares';
import { t } from '../messages/text';
import { usePageStore } from '../store/use-page-store';
import { newShare } from './new-share';

const DAYS = [7, 30, 90, 365] as const;

/** Makes a link for what is shown. @param onMade is told of each attempt */
export function NewShareForm({ onMade }: { readonly onMade: (made: Promise<unknown>) => void }) {
  const { client, navigation } = usePageStore();
  const form = useRef<HTMLFormElement>(null);
  const link = useSignal('');
  const isMoving = 'preset' in navigation.view.value.chosen;
  const make = async (): Promise<void> => {
    link.value = '';
    if (form.current === null) return;
    const given = new FormData(form.current);
    const text = (name: string): string => {
      const value = given.get(name);
      return typeof value === 'string' ? value : '';
    };
    const asked = newShare(navigation.view.value, {
      name: text('name'),
      moves: text('range') === 'moving',
      days: Number(text('days')),
      now: Date.now(),
    });
    const { createShare } = await client.ask(CREATE_SHARE, asked);
    link.value = location.origin + createShare.link;
  };
  return (
    <form
      ref={form}
      class="share-form"
      onSubmit={(event) => {
        event.preventDefault();
        onMade(make());
      }}
    >
      <p class="quiet">{t('share.about')}</p>
      <label>
        <span>{t('share.name')}</span>
        <input name="name" required maxLength={100} autocomplete="off" />
      </label>
      <label>
        <span>{t('share.range')}</span>
        <select name="range">
          {isMoving && <option value="moving">{t('share.moving')}</option>}
          <option value="frozen">{t('share.frozen')}</option>
        </select>
      </label>
      <label>
        <span>{t('share.ends')}</span>
        <select name="days">
          {DAYS.map((days) => (
            <option key={days} value={days} selected={days === 30}>
              {t('share.days', { n: days })}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="primary">
        {t('share.make')}
      </button>
      {link.value !== '' && <MadeLink link={link.value} />}
    </form>
  );
}

/** It is shown this once: whoever has it sees the view. */
function MadeLink({ link }: { readonly link: string }) {
  const field = useRef<HTMLInputElement>(null);
  const isCopied = useSignal(false);
  const copy = async (): Promise<void> => {
    field.current?.select();
    await navigator.clipboard.writeText(link);
    isCopied.value = true;
  };
  return (
    <p class="made-link" role="status">
      <input ref={field} readOnly value={link} dir="ltr" aria-label={t('share.link')} />
      <button
        type="button"
        onClick={() => {
          // Without leave to write there, it is selected, to be copied by hand.
          copy().catch(() => undefined);
        }}
      >
        {t(isCopied.value ? 'share.copied' : 'share.copy')}
      </button>
      <span class="quiet">{t('share.once')}</span>
    </p>
  );
}
