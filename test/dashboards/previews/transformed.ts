import type { PanelJson } from '../dashboard-json';
import type { Frame, FrameField, Value } from '../infinity/frame';
import { NotDrawn } from './not-drawn';

type Options = Record<string, unknown>;

/** What a panel shows of the frames of its targets. @throws NotDrawn for a transformation that is not known here */
export function transformed(frames: readonly Frame[], { transformations = [] }: PanelJson): Frame {
  let current = frames.map(({ fields }) => fields);
  for (const { id, options } of transformations) current = applied(id, options, current);
  const [fields = [], ...others] = current;
  if (others.length > 0) throw new NotDrawn('several tables in one panel');
  return { fields, lost: [] };
}

function applied(id: string, options: Options, tables: FrameField[][]): FrameField[][] {
  switch (id) {
    case 'organize':
      return tables.map((fields) => organized(fields, options));
    case 'filterByValue':
      return tables.map((fields) => filtered(fields, options));
    case 'joinByField':
      return [joined(tables, String(options['byField']))];
    case 'convertFieldType':
      return tables.map((fields) => converted(fields, options));
    case 'groupingToMatrix':
      return tables.map((fields) => matrixOf(fields, options));
    default:
      throw new NotDrawn(`the transformation ${id}`);
  }
}

function organized(fields: readonly FrameField[], options: Options): FrameField[] {
  const places = options['indexByName'] as Record<string, number>;
  const isExcluded = options['excludeByName'] as Record<string, boolean>;
  return fields
    .filter(({ name }) => isExcluded[name] !== true)
    .sort((one, other) => (places[one.name] ?? Infinity) - (places[other.name] ?? Infinity));
}

function filtered(fields: readonly FrameField[], options: Options): FrameField[] {
  const filters = options['filters'] as { fieldName: string; config: { id: string; options: Options } }[];
  const kept = (fields[0]?.values ?? []).map((_, row) =>
    filters.every(({ fieldName, config }) => {
      const value = fields.find(({ name }) => name === fieldName)?.values[row];
      if (config.id === 'equal') return value === config.options['value'];
      if (config.id === 'greater') return Number(value) > Number(config.options['value']);
      throw new NotDrawn(`the filter ${config.id}`);
    }),
  );
  return fields.map((field) => ({ ...field, values: field.values.filter((_, row) => kept[row]) }));
}

function converted(fields: readonly FrameField[], options: Options): FrameField[] {
  const conversions = options['conversions'] as { targetField: string; destinationType: string }[];
  return fields.map((field) => {
    const to = conversions.find(({ targetField }) => targetField === field.name)?.destinationType;
    if (to === undefined) return field;
    if (to !== 'string') throw new NotDrawn(`the conversion to ${to}`);
    return {
      ...field,
      type: to,
      values: field.values.map((value) => (value === null ? null : String(value))),
    };
  });
}

/** An outer join: a line for each value of the field in any table. */
function joined(tables: readonly FrameField[][], byField: string): FrameField[] {
  const keysOf = (fields: readonly FrameField[]) => fields.find(({ name }) => name === byField)?.values ?? [];
  const keys = [...new Set(tables.flatMap(keysOf))];
  const others = tables.flatMap((fields) => {
    const rows = new Map(keysOf(fields).map((key, row) => [key, row]));
    return fields
      .filter(({ name }) => name !== byField)
      .map((field) => ({
        ...field,
        values: keys.map((key): Value => field.values[rows.get(key) ?? -1] ?? null),
      }));
  });
  return [{ name: byField, type: 'string', labels: {}, values: keys }, ...others];
}

function matrixOf(fields: readonly FrameField[], options: Options): FrameField[] {
  const named = (option: string) => fields.find(({ name }) => name === options[option]);
  const [columns, rows, values] = [named('columnField'), named('rowField'), named('valueField')];
  if (columns === undefined || rows === undefined || values === undefined) return [...fields];
  const lines = [...new Set(rows.values)];
  const cell = (column: Value, line: Value): Value =>
    values.values.find((_, row) => columns.values[row] === column && rows.values[row] === line) ?? null;
  return [
    { ...rows, name: `${rows.name}\\${columns.name}`, values: lines },
    ...[...new Set(columns.values)].map((column) => ({
      ...{ ...values, name: String(column) },
      values: lines.map((line) => cell(column, line)),
    })),
  ];
}
