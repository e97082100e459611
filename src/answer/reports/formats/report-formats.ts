import { CSV } from './csv/csv';
import { JSON_ARRAY } from './json';
import { NDJSON } from './ndjson';
import type { ReportFormat } from './report-format';
import { XLSX } from './xlsx/xlsx';

/** Every format there is. */
export const REPORT_FORMATS: readonly ReportFormat[] = [CSV, XLSX, JSON_ARRAY, NDJSON];
