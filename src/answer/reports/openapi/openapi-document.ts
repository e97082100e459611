import { REPORT_FORMATS } from '../formats/report-formats';
import type { Schema, Parameter } from '../parameters/parameter';
import type { Report } from '../report';
import type { Column, ColumnType } from '../../measures/columns/column';

const ERRORS: Readonly<Record<string, string>> = {
  400: 'An argument is wrong, or the answer would have more rows than `limit`; the message says what would be right.',
  401: 'No token, or a wrong one.',
  404: 'There is no such report.',
  429: 'Too many reports are being sent.',
  503: 'The database cannot be asked at the moment.',
};

const ERROR_SCHEMA: Schema = {
  type: 'object',
  required: ['errors'],
  properties: {
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['message', 'extensions'],
        properties: {
          message: { type: 'string' },
          extensions: {
            type: 'object',
            required: ['code'],
            properties: { code: { type: 'string', examples: ['BAD_USER_INPUT', 'UNAUTHENTICATED'] } },
          },
        },
      },
    },
  },
};

/** What OpenAPI 3.1 says of the reports. */
export function openApiDocument(reports: readonly Report[]): Schema {
  return {
    openapi: '3.1.0',
    info: {
      title: 'signalzen-analytics reports',
      version: '1',
      description:
        'The measures of the GraphQL API as CSV, Excel workbooks, JSON and NDJSON. Lists are repeated or separated by commas; `\\,` is a comma within a value.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { basic: [] }],
    paths: {
      '/reports': {
        get: {
          operationId: 'reports',
          summary: 'The reports, with their arguments and columns.',
          responses: {
            200: {
              description: 'All of them.',
              content: { 'application/json': { schema: { type: 'object' } } },
            },
            ...errorResponses(['401']),
          },
        },
      },
      ...Object.fromEntries(reports.flatMap(pathsOf)),
    },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        basic: {
          type: 'http',
          scheme: 'basic',
          description: 'Any user name; the token is the password.',
        },
      },
      schemas: {
        Errors: ERROR_SCHEMA,
        ...Object.fromEntries(reports.map((report) => [rowName(report), rowSchema(report)])),
      },
    },
  };
}

function pathsOf(report: Report): [string, Schema][] {
  return REPORT_FORMATS.map(({ extension, contentType, description, isZipped, parameters }) => {
    const row = { $ref: `#/components/schemas/${rowName(report)}` };
    const text = extension === 'json' ? { type: 'array', items: row } : { type: 'string' };
    // What is no text has a type of content, and no schema.
    const content = isZipped ? {} : { schema: text };
    const get = {
      operationId: `${report.name}_${extension}`,
      summary: report.description,
      parameters: [...report.parameters, ...parameters].map(parameterObject),
      responses: {
        200: { description, content: { [contentType.split(';')[0] ?? '']: content } },
        ...errorResponses(Object.keys(ERRORS)),
      },
    };
    return [`/reports/${report.name}.${extension}`, { get }];
  });
}

function errorResponses(statuses: readonly string[]): Schema {
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Errors' } } };
  return Object.fromEntries(
    statuses.map((status) => [status, { description: ERRORS[status] ?? status, content }]),
  );
}

/** `stats` → `StatsReportRow`. */
function rowName({ name }: Report): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}ReportRow`;
}

const SCHEMA_OF: Record<ColumnType, Schema & { readonly type: string }> = {
  ID: { type: 'string' },
  TEXT: { type: 'string' },
  ENUM: { type: 'string' },
  WHOLE: { type: 'integer' },
  NUMBER: { type: 'number' },
  BOOLEAN: { type: 'boolean' },
  TIME: { type: 'string', format: 'date-time' },
  BUCKET: { type: 'string', anyOf: [{ format: 'date' }, { format: 'date-time' }] },
};

/** What a cell of a column is, in the JSON Schema of OpenAPI 3.1. */
export function columnSchema({ type, values, isNullable }: Column): Schema {
  const { type: name, ...rest } = SCHEMA_OF[type];
  return {
    type: isNullable ? [name, 'null'] : name,
    ...rest,
    ...(values === undefined ? {} : { enum: [...values.values, ...(isNullable ? [null] : [])] }),
  };
}

/** What a row of a report is: its columns, and no others. */
function rowSchema({ columns, chosenColumns }: Report): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    required: columns.map(({ name }) => name),
    properties: Object.fromEntries(
      [...columns, ...chosenColumns].map((column) => [column.name, described(column)]),
    ),
  };
}

function described(column: Column): Schema {
  const { description, unit } = column;
  return {
    ...columnSchema(column),
    ...(description === undefined ? {} : { description }),
    ...(unit === undefined ? {} : { 'x-unit': unit }),
  };
}

/** A parameter as OpenAPI describes it. */
function parameterObject({ name, description, isRequired, isFamily, schema }: Parameter): Schema {
  if (!isFamily) return { name, in: 'query', description, required: isRequired, schema };
  // The members of an exploded object are parameters of their own, with the name that they have in it.
  return {
    name: name.replace(/\W+$/, 's'),
    ...{ in: 'query', description, required: isRequired, style: 'form', explode: true },
    schema: {
      type: 'object',
      patternProperties: { [`^${name.replaceAll('.', '\\.')}.+`]: schema['additionalProperties'] },
    },
  };
}
