import type { QueryParameters } from '../../parameters/query-parameters';
import { BOM, LOCALE, SEPARATOR } from './csv-parameters';
import type { DecimalMark, Separator } from './spreadsheet-locale';

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
