import { Field, Float, ID, Int } from '@nestjs/graphql';
import type { Column, ColumnType } from '../measures/columns/column';
import { enumType } from './enum-type';
import { Requires } from './requires';

const TYPE_OF: Record<Exclude<ColumnType, 'ENUM'>, unknown> = {
  ID,
  TEXT: String,
  WHOLE: Int,
  NUMBER: Float,
  BOOLEAN: Boolean,
  TIME: Date,
  BUCKET: Date,
};

/** Gives an object type a field for each column of the rows that it stands for. */
export function addFields(type: { readonly prototype: object }, columns: readonly Column[]): void {
  for (const column of columns) {
    const { name, description, isNullable } = column;
    const fieldType = typeOf(column);
    const options = { nullable: isNullable, ...(description === undefined ? {} : { description }) };
    Field(() => fieldType as typeof String, options)(type.prototype, name);
    if (column.scope !== undefined) Requires(column.scope)(type.prototype, name);
  }
}

/** @throws Error for an ENUM without its words */
function typeOf({ name, type, values }: Column): unknown {
  if (type !== 'ENUM') return TYPE_OF[type];
  if (values === undefined) throw new Error(`the column ${name} does not list its values`);
  return enumType(values);
}
