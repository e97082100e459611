import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { untilAnswered } from '../api/try-again';
import { laterFile } from '../api/later-file';
import { language } from './language';
import type { LanguageCode } from './languages';
import type { MeasureTexts } from './measures/measure-texts';

/** English is what the service says itself; the others are files of their own. */
const LOADERS: Readonly<Record<Exclude<LanguageCode, 'en'>, () => Promise<MeasureTexts>>> = {
  de: async () => (await import('./measures/measures-de')).deMeasures,
  ar: async () => (await import('./measures/measures-ar')).arMeasures,
};

const known = signal<{ readonly code: LanguageCode; readonly texts: MeasureTexts } | undefined>(undefined);
let coming: LanguageCode | undefined;

/** @throws if they cannot be fetched */
export async function loadMeasureTexts(code: LanguageCode): Promise<MeasureTexts> {
  return code === 'en' ? {} : LOADERS[code]();
}

/**
 * Says what the service says of a measure in the language that is shown, which is fetched when somebody first asks:
 * until then it is ''. Undefined where there is only the service's English.
 */
export function useMeasureTexts(): (english: string | undefined) => string | undefined {
  const { code } = language.value;
  useEffect(() => {
    void bring(code);
  }, [code]);
  if (code === 'en') return () => undefined;
  const texts = known.value?.code === code ? known.value.texts : undefined;
  return (english = '') => (texts === undefined ? '' : texts[english]);
}

/** Where they cannot be had, the service's English stands in their place. */
async function bring(code: LanguageCode): Promise<void> {
  if (code === coming || code === 'en') return;
  coming = code;
  const texts = await untilAnswered(() => laterFile(() => loadMeasureTexts(code))).catch(() => ({}));
  if (coming === code) known.value = { code, texts };
}
