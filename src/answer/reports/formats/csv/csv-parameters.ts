import { BadInput } from '../../../measures/bad-input';
import type { Parameter } from '../../parameters/parameter';
import { requireWord, flag } from '../../parameters/single-parameters';
import { spreadsheetLocaleOf } from './spreadsheet-locale';
import type { Separator, SpreadsheetLocale, DecimalMark } from './spreadsheet-locale';
import type { QueryParameters } from '../../parameters/query-parameters';

/** A semicolon and a tab are hard to write in some places. */
const SEPARATORS: ReadonlyMap<string, Separator> = new Map([
  ['comma', ','],
  ['semicolon', ';'],
  ['tab', '\t'],
  [',', ','],
  [';', ';'],
  ['\t', '\t'],
]);
const NAMES = ['comma', 'semicolon', 'tab'];

export const LOCALE: Parameter<SpreadsheetLocale | undefined> = {
  name: 'locale',
  isFamily: false,
  isRequired: false,
  description:
    'For spreadsheets in a locale, such as de-DE: its decimal mark and separator, times such as 2026-11-01 13:00:00 in "timezone", and a byte order mark. Without it, numbers and times are written as in JSON.',
  schema: { type: 'string', examples: ['de-DE', 'lt-LT', 'en-US'] },
  read: (query) => {
    const given = query.one('locale');
    if (given === undefined) return undefined;
    const locale = spreadsheetLocaleOf(given);
    if (locale !== undefined) return locale;
    throw new BadInput(
      `"locale" cannot be ${JSON.stringify(given.slice(0, 64))}: write a language and a country as BCP 47 does, such as de-DE, lt-LT or en-US.`,
    );
  },
};

export const SEPARATOR: Parameter<Separator | undefined> = {
  name: 'sep',
  isFamily: false,
  isRequired: false,
  description: 'The separator between cells: by default that of "locale", or a comma.',
  schema: { type: 'string', enum: [...SEPARATORS.keys()] },
  read: (query) => {
    const given = query.one('sep');
    if (given === undefined) return undefined;
    return SEPARATORS.get(given) ?? SEPARATORS.get(requireWord('sep', given, NAMES));
  },
};

export const BOM = flag(
  'bom',
  undefined,
  'Begins with a byte order mark, without which Excel takes UTF-8 for something else. With "locale" it does unless this is false.',
);

/** How a CSV is to look. */
export interface CsvForm {
  readonly separator: Separator;
  readonly decimalMark: DecimalMark;
  /** Whether times are as spreadsheets read them, `2026-11-01 13:00:00`, instead of ISO 8601 with an offset. */
  readonly hasPlainTimes: boolean;
  /** Whether it begins with a byte order mark. */
  readonly bom: boolean;
}

/** What is asked for: RFC 4180 where nothing is. @throws BadInput */
export function csvFormOf(query: QueryParameters): CsvForm {
  const locale = LOCALE.read(query);
  return {
    separator: SEPARATOR.read(query) ?? locale?.separator ?? ',',
    decimalMark: locale?.decimalMark ?? '.',
    hasPlainTimes: locale !== undefined,
    bom: BOM.read(query) ?? locale !== undefined,
  };
}
