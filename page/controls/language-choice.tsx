import { chooseLanguage } from '../messages/choose-language';
import { language } from '../messages/language';
import { LANGUAGES, isLanguage } from '../messages/languages';
import { t } from '../messages/text';

/** The language of the page, each called by its own name. */
export function LanguageChoice() {
  return (
    <select
      class="language-choice quiet-button"
      aria-label={t('app.language')}
      value={language.value.code}
      onChange={({ currentTarget: list }) => {
        if (!isLanguage(list.value)) return;
        // It says what is shown, also where the texts could not be fetched.
        void chooseLanguage(list.value).then(() => (list.value = language.peek().code));
      }}
    >
      {Object.entries(LANGUAGES).map(([code, { name }]) => (
        <option key={code} value={code} lang={code}>
          {name}
        </option>
      ))}
    </select>
  );
}
