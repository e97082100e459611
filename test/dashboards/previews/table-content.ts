import type { PanelJson } from '../dashboard-json';
import type { Frame, Value } from '../infinity/frame';
import { escaped } from './escaped';
import { NotDrawn } from './not-drawn';
import type { ShownField } from './shown-field';
import { colorOf, shownFields, textOf } from './shown-field';

/** Grafana's own, for columns without a width. */
const LEAST_WIDTH = 150;
const EDGES = 16;

/** A table; what does not fit into its panel is cut, where Grafana would scroll. @param width pixels of the content */
export function tableContent(panel: PanelJson, frame: Frame, width: number): string {
  const columns = shownFields(panel, frame);
  const widths = widthsOf(columns, width - EDGES);
  const { sortBy = [] } = panel['options'] as { sortBy?: { displayName: string; desc: boolean }[] };
  const head = columns.map(
    (column, index) =>
      `<th class="${sideOf(column)}" style="width:${widths[index]}px">${escaped(column.name)}</th>`,
  );
  const rows = orderOf(columns, sortBy[0]).map(
    (row) => `<tr>${columns.map((column) => cellOf(column, column.field.values[row] ?? null)).join('')}</tr>`,
  );
  if (rows.length === 0) return '<div class="empty">No data</div>';
  const whole = widths.reduce((sum, one) => sum + one, 0);
  return `<table style="width:${whole}px"><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function orderOf(columns: readonly ShownField[], sort?: { displayName: string; desc: boolean }): number[] {
  const rows = (columns[0]?.field.values ?? []).map((_, row) => row);
  const values = columns.find(({ name }) => name === sort?.displayName)?.field.values;
  if (values === undefined) return rows;
  const direction = sort?.desc === true ? -1 : 1;
  return rows.sort((one, other) => direction * (Number(values[one]) - Number(values[other])));
}

function cellOf(column: ShownField, value: Value): string {
  const { text, suffix } = textOf(column, value);
  const written = escaped(text + suffix);
  const { type } = column.settings.custom.cellOptions ?? { type: 'auto' };
  switch (type) {
    case 'auto':
      return `<td class="${sideOf(column)}">${written}</td>`;
    case 'color-text':
      return `<td class="${sideOf(column)}" style="color:${colorOf(column, value)}">${written}</td>`;
    case 'color-background':
      return `<td class="${sideOf(column)}" style="background:${value === null ? 'none' : colorOf(column, value)}">${written}</td>`;
    case 'gauge': {
      const { min, max } = column.range;
      const share = (Number(value) - min) / (max - min || 1);
      return `<td><div class="gauge"><i style="width:calc((100% - 70px) * ${share.toFixed(4)});background:${colorOf(column, value)}"></i><span>${written}</span></div></td>`;
    }
    default:
      throw new NotDrawn(`cells of the type ${type}`);
  }
}

function sideOf({ field, settings }: ShownField): string {
  const { align = 'auto' } = settings.custom;
  if (align !== 'auto') return align;
  return field.type === 'number' ? 'right' : 'left';
}

/** Columns without a width share what is left; one whose least width is larger than its share takes that. */
function widthsOf(columns: readonly ShownField[], whole: number): number[] {
  const set = columns.map(({ settings }) => settings.custom.width);
  const least = columns.map(({ settings }) => settings.custom.minWidth ?? LEAST_WIDTH);
  for (;;) {
    const left = set.reduce<number>((rest, width) => rest - (width ?? 0), whole);
    const share = left / set.filter((width) => width === undefined).length;
    const place = set.findIndex((width, index) => width === undefined && (least[index] ?? 0) > share);
    if (place < 0) return set.map((width) => width ?? share);
    set[place] = least[place];
  }
}
