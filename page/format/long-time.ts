import { language } from '../messages/language';
import { numberFormat } from '../../src/platform/words/locale-formats';

const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** A time in its largest unit, as one says it: `41 minutes`, `2 days`. */
export function longTime(seconds: number): string {
  const { unit, seconds: of } = UNITS.find((one) => seconds >= one.seconds * 0.99) ?? UNITS[2];
  const format = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 } as const;
  return numberFormat(language.value.locale, format).format(seconds / of);
}
