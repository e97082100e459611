import { CSV } from './csv/csv';
import { JSON_ARRAY } from './json';
import { NDJSON } from './ndjson';
import type { ReportFormat } from './report-format';

/** Every format there is. */
export const REPORT_FORMATS: readonly ReportFormat[] = [CSV, JSON_ARRAY, NDJSON];
