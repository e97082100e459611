import { overrideOf, named } from '../model/field-config';
import type { Override, Step } from '../model/field-config';
import { neutralSteps } from '../model/goals';
import type { PanelDraft, PanelLink } from '../model/panel';
import type { Target } from '../model/target';
import { inPlaceOf, inWords, written } from '../model/written';
import { orderOf } from './column-order';
import { fieldDefaults } from './field-defaults';

/** A column of a table: where people see it, and how. */
export interface TableColumn {
  /** The text of the target's column. */
  readonly text: string;
  /** Grafana's unit of numbers and times; without one it is a text. */
  readonly unit?: string;
  readonly decimals?: number;
  readonly width?: number;
  /** Coloured by these. */
  readonly steps?: readonly Step[];
  /** A bar beside the number. */
  readonly hasBar?: boolean;
  readonly most?: number;
  /** What an empty text says. */
  readonly ifEmpty?: string;
  /** What other texts say. */
  readonly words?: Readonly<Record<string, string>>;
  /** Whether a link is made of it: then an empty text is one, and no dash. */
  readonly isInLinks?: boolean;
  /** Where its cells lead to. */
  readonly links?: readonly PanelLink[];
}

export interface TableOptions {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly targets: readonly [Target, ...Target[]];
  /** In the order in which they are shown: the plugin's own order is the alphabet. */
  readonly columns: readonly TableColumn[];
  /** Before the columns get their order. */
  readonly transformations?: PanelDraft['transformations'];
  readonly sortBy?: string;
  readonly links?: readonly PanelLink[];
}

/** Pixels: of Grafana's own 150 the last columns of wide tables are not seen before one scrolls. */
const MIN_WIDTH = 130;

export function tablePanel(options: TableOptions): PanelDraft {
  const { title, description, width, targets, columns, transformations = [], sortBy, links = [] } = options;
  return {
    ...{ type: 'table', title, description, width, targets, links },
    datasource: targets[0].datasource,
    fieldConfig: {
      defaults: fieldDefaults(
        { custom: { align: 'auto', filterable: false, minWidth: MIN_WIDTH, wrapHeaderText: true } },
        neutralSteps(),
      ),
      overrides: columns.map(columnOverride),
    },
    options: {
      ...{ showHeader: true, cellHeight: 'sm', footer: { show: false, reducer: ['sum'], fields: '' } },
      sortBy: sortBy === undefined ? [] : [{ displayName: sortBy, desc: true }],
    },
    transformations: [...transformations, orderOf(columns.map(({ text }) => [text, text]))],
  };
}

/** A text that looks like a number would be written as one without the unit of texts: chat 161000000 as "161 Mil". */
const TEXT = { unit: 'string', 'custom.filterable': true } as const;

function columnOverride(column: TableColumn): Override {
  const { text, unit, decimals, width, steps, hasBar, most, links, isInLinks } = column;
  const mappings = mappingsOf(column);
  const cell =
    hasBar === true ? { type: 'gauge', mode: 'basic', valueDisplayMode: 'text' } : { type: 'color-text' };
  return overrideOf(named(text), {
    ...(unit === undefined ? TEXT : written({ unit, ...(decimals === undefined ? {} : { decimals }) })),
    // A bar without an end of its own would be measured by the largest number of all columns, whatever its unit.
    ...(most === undefined ? (hasBar === true ? { fieldMinMax: true } : {}) : { max: most }),
    ...(links === undefined ? {} : { links }),
    ...(mappings.length === 0 ? {} : { mappings }),
    ...(isInLinks === true ? { noValue: '' } : {}),
    ...(width === undefined ? {} : { 'custom.width': width }),
    ...(steps === undefined ? {} : { thresholds: { mode: 'absolute', steps } }),
    ...(steps === undefined && hasBar !== true ? {} : { 'custom.cellOptions': cell }),
  });
}

function mappingsOf({ ifEmpty, words }: TableColumn): object[] {
  return [
    ...(ifEmpty === undefined ? [] : [inPlaceOf('empty', ifEmpty)]),
    ...(words === undefined ? [] : [inWords(words)]),
  ];
}
