import type { Column, ColumnType } from '../../measures/columns/column';
import type { Schema } from '../parameters/parameter';

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
