import { BadInput } from '../../measures/bad-input';
import type { QueryParameters } from '../parameters/query-parameters';
import type { ReportFormat } from './report-format';
import { REPORT_FORMATS } from './report-formats';

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
