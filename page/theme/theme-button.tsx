import { t } from '../messages/text';
import { chooseTheme, theme } from './theme';

export function ThemeButton() {
  const other = theme.value === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      class="quiet-button"
      aria-label={t(`theme.${other}.label`)}
      onClick={() => {
        chooseTheme(other);
      }}
    >
      {t(`theme.${other}`)}
    </button>
  );
}
