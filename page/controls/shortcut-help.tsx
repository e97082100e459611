import { language } from '../messages/language';
import { t } from '../messages/text';
import { SHORTCUTS, shortcutsAreOff, switchShortcuts } from './shortcut-keys';

/** How the keys of arrows are written. */
const SIGNS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→' };

/** Which keys do what, and whether they do. */
export function ShortcutHelp() {
  // The key for what is earlier comes first, as in the text.
  const isRtl = language.value.direction === 'rtl';
  return (
    <>
      <dl>
        {SHORTCUTS.map(({ keys, name }) => (
          <div key={name}>
            <dt>
              {(isRtl ? keys.toReversed() : keys).map((key) => (
                <kbd key={key}>{SIGNS[key] ?? key}</kbd>
              ))}
            </dt>
            <dd>{t(`shortcut.${name}`)}</dd>
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
    </>
  );
}
