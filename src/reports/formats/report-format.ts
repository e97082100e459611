import type { Parameter } from '../parameters/parameter';
import type { QueryParameters } from '../parameters/query-parameters';
import type { AskedReport, Portions } from '../report';

/** Writes rows down, in pieces as they come. */
export type RowWriter = (
  report: Pick<AskedReport, 'name' | 'zone' | 'columns'>,
  portions: Portions,
) => AsyncIterable<string | Uint8Array>;

/** A way to write rows down. */
export interface ReportFormat {
  /** What the URL ends with, without the dot. */
  readonly extension: 'csv' | 'json' | 'ndjson';
  readonly contentType: string;
  readonly description: string;
  /** Arguments of its own, which other formats do not take. */
  readonly parameters: readonly Parameter[];
  /** @throws BadInput for one of its arguments that means nothing, with what would be right */
  writer(query: QueryParameters): RowWriter;
}
