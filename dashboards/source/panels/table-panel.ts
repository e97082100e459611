import { overrideOf, named } from '../model/field-config';
import type { Override, Step } from '../model/field-config';
import { neutralSteps } from '../model/goals';
import type { PanelDraft, PanelLink } from '../model/panel';
import type { Target } from '../model/target';
import { fieldDefaults } from './field-defaults';

/** A column of a table: where people see it, and how. */
export interface TableColumn {
  /** The text of the target's column. */
  readonly text: string;
  /** Grafana's unit; texts have none. */
  readonly unit?: string;
  readonly decimals?: number;
  readonly width?: number;
  /** Coloured by these. */
  readonly steps?: readonly Step[];
  /** A bar beside the number. */
  readonly hasBar?: boolean;
  readonly isHidden?: boolean;
  readonly most?: number;
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
const LEAST_WIDTH = 136;

export function tablePanel(options: TableOptions): PanelDraft {
  const { title, description, width, targets, columns, transformations = [], sortBy, links = [] } = options;
  return {
    ...{ type: 'table', title, description, width, targets, links },
    datasource: targets[0].datasource,
    fieldConfig: {
      defaults: fieldDefaults(
        { custom: { align: 'auto', filterable: true, minWidth: LEAST_WIDTH } },
        neutralSteps(),
      ),
      overrides: columns.filter(({ isHidden }) => isHidden !== true).map(columnOverride),
    },
    options: {
      ...{ showHeader: true, cellHeight: 'sm', footer: { show: false, reducer: ['sum'], fields: '' } },
      sortBy: sortBy === undefined ? [] : [{ displayName: sortBy, desc: true }],
    },
    transformations: [...transformations, orderOf(columns)],
  };
}

function orderOf(columns: readonly TableColumn[]): { id: string; options: object } {
  return {
    id: 'organize',
    options: {
      indexByName: Object.fromEntries(columns.map(({ text }, index) => [text, index])),
      excludeByName: Object.fromEntries(
        columns.filter(({ isHidden }) => isHidden === true).map(({ text }) => [text, true]),
      ),
      renameByName: {},
      includeByName: {},
    },
  };
}

function columnOverride({ text, unit, decimals, width, steps, hasBar, most, links }: TableColumn): Override {
  const cell =
    hasBar === true ? { type: 'gauge', mode: 'basic', valueDisplayMode: 'text' } : { type: 'color-text' };
  return overrideOf(named(text), {
    ...(unit === undefined ? {} : { unit }),
    ...(decimals === undefined ? {} : { decimals }),
    // A bar without an end of its own would be measured by the largest number of all columns, whatever its unit.
    ...(most === undefined ? (hasBar === true ? { fieldMinMax: true } : {}) : { max: most }),
    ...(links === undefined ? {} : { links }),
    ...(width === undefined ? {} : { 'custom.width': width }),
    ...(steps === undefined ? {} : { thresholds: { mode: 'absolute', steps } }),
    ...(steps === undefined && hasBar !== true ? {} : { 'custom.cellOptions': cell }),
  });
}
