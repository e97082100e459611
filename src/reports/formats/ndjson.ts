import type { Column } from '../../measures/columns/column';
import type { Portions } from '../report';
import type { ReportFormat } from './report-format';

/** An object a line. */
export const NDJSON: ReportFormat = {
  extension: 'ndjson',
  contentType: 'application/x-ndjson; charset=utf-8',
  description: 'One object per line.',
  write: writeNdjson,
};

async function* writeNdjson(_columns: readonly Column[], portions: Portions): AsyncGenerator<string> {
  for await (const rows of portions) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
