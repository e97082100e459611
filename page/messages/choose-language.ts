import { laterFile } from '../api/later-file';
import { browserStore } from '../session/browser-store';
import { language } from './language';
import { LANGUAGES, isLanguage, localeOf, preferredLanguage } from './languages';
import type { LanguageCode } from './languages';
import { loadCatalogue } from './load-catalogue';

const KEY = 'signalzen-analytics.language';

/** Shows the language that was chosen here, else the first of the browser's that the page has. */
export async function showPreferredLanguage(): Promise<void> {
  const chosen = browserStore.read('localStorage', KEY) ?? null;
  await show(isLanguage(chosen) ? chosen : preferredLanguage(languageTags()));
}

/** Shows another language, now and whenever the page is opened in this browser. */
export async function chooseLanguage(code: LanguageCode): Promise<void> {
  browserStore.keep('localStorage', KEY, code);
  await laterFile(() => show(code)).catch(() => undefined);
}

/** If its texts cannot be fetched, those that are shown stay. */
async function show(code: LanguageCode): Promise<void> {
  const { direction } = LANGUAGES[code];
  const locale = localeOf(code, languageTags());
  const catalogue = await loadCatalogue(code, locale).catch(() => undefined);
  if (catalogue === undefined) return;
  language.value = { code, direction, catalogue, locale };
  const { documentElement } = document;
  documentElement.lang = code;
  documentElement.dir = direction;
  document.title = catalogue['app.name'];
}

/** What the browser says that is read here, without what no standard knows: `en-US@posix` on a wall screen. */
function languageTags(): string[] {
  return navigator.languages.filter((tag) => {
    try {
      return Intl.getCanonicalLocales(tag).length > 0;
    } catch {
      return false;
    }
  });
}
