import type { Column } from '../measures/columns/column';
import { REPORT_FORMATS } from './formats/report-formats';
import { columnSchema } from './openapi/column-schema';
import type { Schema } from './parameters/parameter';
import type { Report } from './report';

interface ArgumentInfo {
  readonly name: string;
  readonly required: boolean;
  readonly description: string;
  readonly schema: Schema;
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
    arguments: parameters.map((parameter) => ({
      name: parameter.isFamily ? `${parameter.name}<name>` : parameter.name,
      required: parameter.isRequired,
      description: parameter.description,
      schema: parameter.schema,
    })),
    columns: [...columns, ...chosenColumns].map(columnInfoOf),
  };
}

function columnInfoOf(column: Column): ColumnInfo {
  const { name, unit, description } = column;
  return { name, unit: unit ?? null, description: description ?? null, schema: columnSchema(column) };
}
