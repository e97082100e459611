import type { Column } from '../../measures/columns/column';
import type { Portions } from '../report';

/** A way to write rows down. */
export interface ReportFormat {
  /** What the URL ends with, without the dot. */
  readonly extension: 'csv' | 'json' | 'ndjson';
  readonly contentType: string;
  readonly description: string;
  /** The text, in pieces as the rows come. @param bom whether to begin with a byte order mark, where that has a meaning */
  write(columns: readonly Column[], portions: Portions, bom: boolean): AsyncGenerator<string>;
}
