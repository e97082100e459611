import type { Column } from '../measures/columns/column';
import type { ReportFormat } from './formats/report-format';
import { REPORT_FORMATS } from './formats/report-formats';
import { columnSchema } from './openapi/openapi-document';
import type { Parameter, Schema } from './parameters/parameter';
import type { Report } from './report';

interface ArgumentInfo {
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
  readonly schema: Schema;
  /** Of the URLs that take it, what they end with. */
  readonly formats: readonly string[];
}

interface ColumnInfo {
  readonly name: string;
  readonly unit: string | null;
  readonly description: string | null;
  readonly schema: Schema;
}

/** What `GET /reports` tells of a report. */
export interface ReportInfo {
  readonly name: string;
  readonly description: string;
  readonly urls: readonly string[];
  readonly arguments: readonly ArgumentInfo[];
  readonly columns: readonly ColumnInfo[];
}

export function reportInfoOf({ name, description, parameters, columns, chosenColumns }: Report): ReportInfo {
  return {
    ...{ name, description },
    urls: REPORT_FORMATS.map(({ extension }) => `/reports/${name}.${extension}`),
    arguments: [
      ...parameters.map((parameter) => argumentInfoOf(parameter, REPORT_FORMATS)),
      ...REPORT_FORMATS.flatMap((format) =>
        format.parameters.map((parameter) => argumentInfoOf(parameter, [format])),
      ),
    ],
    columns: [...columns, ...chosenColumns].map(columnInfoOf),
  };
}

function argumentInfoOf(parameter: Parameter, formats: readonly ReportFormat[]): ArgumentInfo {
  const { name, isFamily, isRequired, description, schema } = parameter;
  return {
    name: isFamily ? `${name}<name>` : name,
    ...{ required: isRequired, description, schema },
    formats: formats.map(({ extension }) => extension),
  };
}

function columnInfoOf(column: Column): ColumnInfo {
  const { name, unit, description } = column;
  return { name, unit: unit ?? null, description: description ?? null, schema: columnSchema(column) };
}
