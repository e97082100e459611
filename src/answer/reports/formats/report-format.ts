import type { Parameter } from '../parameters/parameter';
import type { QueryParameters } from '../parameters/query-parameters';
import type { ResolvedReport, Portions } from '../report';

/** What a file has to know of its report besides the rows. */
export type WrittenReport = Pick<ResolvedReport, 'name' | 'zone' | 'columns'>;

/** Writes rows down, in pieces as they come. */
export type RowWriter = (report: WrittenReport, portions: Portions) => AsyncIterable<string | Uint8Array>;

/** A way to write rows down. */
export interface ReportFormat {
  /** What the URL ends with, without the dot. */
  readonly extension: 'csv' | 'xlsx' | 'json' | 'ndjson';
  readonly contentType: string;
  readonly description: string;
  /** Whether it is an archive: no text, and nothing that could be compressed once more. */
  readonly isZipped: boolean;
  /** Arguments of its own, which other formats do not take. */
  readonly parameters: readonly Parameter[];
  /** @throws BadInput for one of its arguments that means nothing, with what would be right */
  writer(query: QueryParameters): RowWriter;
}
