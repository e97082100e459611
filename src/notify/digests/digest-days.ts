import type { DigestRules } from '../../platform/rules/digest-rules';
import { WRITTEN_LANGUAGES } from '../../platform/words/written-languages';
import type { Due } from './due-times';

type Language = DigestRules['language'];

/** `Saturday 28 November 2026`, `23 – 29 Nov 2026` or `November 2026`. */
export function daysText(
  language: Language,
  every: DigestRules['every'],
  { first, last }: Pick<Due, 'first' | 'last'>,
): string {
  const [from, to] = [first, last].map((date) => Date.parse(`${date}T00:00Z`));
  if (every === 'week')
    return format(language, 'UTC', { day: 'numeric', month: 'short', year: 'numeric' }).formatRange(
      from ?? 0,
      to ?? 0,
    );
  return format(
    language,
    'UTC',
    every === 'day'
      ? { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }
      : { month: 'long', year: 'numeric' },
  ).format(from);
}

/** The same for a column that is not wide: `Sat, 28 Nov`, `23 – 29 Nov` or `Nov 2026`. */
export function shortDaysText(
  language: Language,
  every: DigestRules['every'],
  { first, last }: Pick<Due, 'first' | 'last'>,
): string {
  const [from, to] = [first, last].map((date) => Date.parse(`${date}T00:00Z`));
  if (every === 'month') return format(language, 'UTC', { month: 'short', year: 'numeric' }).format(from);
  const day = { day: 'numeric', month: 'short' } as const;
  return every === 'week'
    ? format(language, 'UTC', day).formatRange(from ?? 0, to ?? 0)
    : format(language, 'UTC', { weekday: 'short', ...day }).format(from);
}

/** `Mon 30 Nov 2026, 08:00`, as the clocks of a zone show it. */
export function momentText(language: Language, zone: string, at: number): string {
  return format(language, zone, {
    ...{
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    },
  }).format(at);
}

function format(
  language: Language,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(WRITTEN_LANGUAGES[language].locale, { timeZone, ...options });
}
