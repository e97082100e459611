import type { Column } from '../../measures/columns/column';
import type { Schema } from '../parameters/parameter';
import type { Report } from '../report';
import { columnSchema } from './column-schema';

/** What a row of a report is: its columns, and no others. */
export function rowSchema({ columns, chosenColumns }: Report): Schema {
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
