import { CSV } from './csv/csv';
import { JSON_ARRAY, NDJSON } from './json';
import type { ReportFormat } from './report-format';
import { XLSX } from './xlsx/xlsx';
import { BadInput } from '../../measures/bad-input';
import type { QueryParameters } from '../parameters/query-parameters';

/** Every format there is. */
export const REPORT_FORMATS: readonly ReportFormat[] = [CSV, XLSX, JSON_ARRAY, NDJSON];

/** @throws BadInput for an argument that only another format has: who gives it expects something of it */
export function refuseOfOtherFormats(query: QueryParameters, format: ReportFormat): void {
  const given = query.names();
  for (const { extension, parameters } of REPORT_FORMATS.filter((other) => other !== format)) {
    const name = parameters.map((one) => one.name).find((one) => given.includes(one));
    if (name === undefined) continue;
    throw new BadInput(
      `"${name}" is an argument of .${extension} only: .${format.extension} goes without it.`,
    );
  }
}
