import type { Filters } from '../model/arguments';
import { measureTitle } from '../../../src/answer/measures/registry/measure-title';
import { titleOfMeasures } from '../model/clock';
import { definitionsOf, measureOf, unitOf } from '../model/described-measure';
import type { FieldSettings, Override, Step } from '../model/field-config';
import { stepsOf } from '../model/goals';
import type { PanelDraft, PanelLink } from '../model/panel';
import { statsTarget } from '../model/stats-target';
import type { Target } from '../model/target';
import { written } from '../model/written';
import { COMPARED, fieldDefaults } from './field-defaults';

export interface StatOptions {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly target: Target;
  readonly settings: FieldSettings;
  readonly steps: readonly Step[];
  /** How a series becomes one number. */
  readonly calculation?: 'sum' | 'lastNotNull';
  readonly hasSparkline?: boolean;
  /** Which fields are shown; the numbers, unless told otherwise. */
  readonly fields?: string;
  readonly overrides?: readonly Override[];
  readonly transformations?: PanelDraft['transformations'];
  readonly links?: readonly PanelLink[];
}

/** One number, large. */
export function statPanel(options: StatOptions): PanelDraft {
  const { title, description, width, target, settings, steps, links = [], transformations = [] } = options;
  return {
    ...{ type: 'stat', title, description, width, links, transformations },
    datasource: target.datasource,
    targets: [target],
    fieldConfig: { defaults: fieldDefaults(written(settings), steps), overrides: options.overrides ?? [] },
    options: {
      ...{ colorMode: 'value', justifyMode: 'auto', orientation: 'auto', textMode: 'auto', wideLayout: true },
      graphMode: options.hasSparkline === true ? 'area' : 'none',
      showPercentChange: false,
      reduceOptions: {
        calcs: [options.calculation ?? 'lastNotNull'],
        fields: options.fields ?? '',
        values: false,
      },
    },
  };
}

/**
 * A measure over the whole range, beside the same in what it is compared with. A count is the sum of its buckets,
 * which are the line below it. Anything else is asked for the range as a whole: an average of averages would be
 * wrong, and so there is no line.
 */
export function measureStat(
  name: string,
  filters: Filters,
  { width = 8, links }: { readonly width?: number; readonly links?: readonly PanelLink[] } = {},
): PanelDraft {
  const measure = measureOf(name);
  // What is open at the end of a bucket does not add up over buckets.
  const isSum = measure.isCount && name !== 'episodesOpen';
  return statPanel({
    title: titleOfMeasures(measureTitle(measure), [name]),
    description: definitionsOf([measure]),
    width,
    target: statsTarget({ measures: [name], by: isSum ? 'SERIES' : 'TOTAL', isCompared: true, filters }),
    settings: unitOf(measure),
    steps: stepsOf(measure),
    calculation: isSum ? 'sum' : 'lastNotNull',
    hasSparkline: isSum,
    overrides: COMPARED,
    ...(links === undefined ? {} : { links }),
  });
}
