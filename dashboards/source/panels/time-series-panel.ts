import type { Filters } from '../model/arguments';
import { measureTitle } from '../../../src/answer/measures/registry/measure-title';
import { titleOfMeasures } from '../model/clock';
import { definitionsOf, measureOf, unitOf } from '../model/described-measure';
import { named, overrideOf } from '../model/field-config';
import type { FieldSettings, Override, Step } from '../model/field-config';
import { stepsOf } from '../model/goals';
import type { PanelDraft, PanelLink } from '../model/panel';
import { statsTarget } from '../model/stats-target';
import type { StatsQuestion } from '../model/stats-target';
import type { Target } from '../model/target';
import { fieldDefaults, FROM_ZERO } from './field-defaults';

const LINES = {
  ...{ drawStyle: 'line', lineWidth: 2, fillOpacity: 8, lineInterpolation: 'linear', showPoints: 'auto' },
  ...{ pointSize: 4, spanNulls: false, axisSoftMin: 0, thresholdsStyle: { mode: 'off' } },
  stacking: { mode: 'none', group: 'A' },
};
const STACKED_BARS = {
  ...{ ...LINES, drawStyle: 'bars', lineWidth: 0, fillOpacity: 75, showPoints: 'never' },
  // From the beginning of its bucket on: around it, the first one would be half outside.
  barAlignment: 1,
  stacking: { mode: 'normal', group: 'A' },
};

/** By tens from one on; below it is linear, since a logarithm has no 0. */
const LOGARITHMIC = { type: 'symlog', log: 10, linearThreshold: 1 };

const STEPS_OF_TEN =
  'The axis goes up by tens: a median would lie at the bottom below what the slowest took.';

function linesOn(isLogarithmic: boolean): NonNullable<FieldSettings['custom']> {
  return isLogarithmic ? { ...LINES, fillOpacity: 0, scaleDistribution: LOGARITHMIC } : LINES;
}

export interface TimeSeriesOptions {
  readonly title: string;
  readonly description: string;
  readonly width: number;
  readonly targets: readonly [Target, ...Target[]];
  readonly settings: FieldSettings;
  readonly steps: readonly Step[];
  readonly isStacked?: boolean;
  /** Whether small values are to be seen beside large ones. */
  readonly isLogarithmic?: boolean;
  readonly goesBelowZero?: boolean;
  readonly overrides?: readonly Override[];
  readonly links?: readonly PanelLink[];
  readonly repeat?: string;
}

/** Something over time. */
export function timeSeriesPanel(options: TimeSeriesOptions): PanelDraft {
  const { title, description, width, targets, settings, steps, links = [], repeat } = options;
  const custom = options.isStacked === true ? STACKED_BARS : linesOn(options.isLogarithmic === true);
  const defaults = { ...settings, custom, color: { mode: 'palette-classic' } };
  return {
    ...{ type: 'timeseries', title, description, width, links },
    datasource: targets[0].datasource,
    targets,
    fieldConfig: {
      defaults: fieldDefaults(defaults, steps, options.goesBelowZero === true ? {} : FROM_ZERO),
      overrides: options.overrides ?? [],
    },
    options: {
      legend: { displayMode: 'list', placement: 'bottom', showLegend: true, calcs: [] },
      tooltip: { mode: 'multi', sort: 'none' },
    },
    ...(repeat === undefined ? {} : { repeat }),
  };
}

interface MeasureSeries {
  readonly title: string;
  readonly width: number;
  readonly filters: Filters;
  readonly isStacked?: boolean;
  /** Colours by measure, where they say something. */
  readonly colors?: Readonly<Record<string, string>>;
  readonly links?: readonly PanelLink[];
  readonly repeat?: string;
  readonly note?: string;
}

/** Measures of one unit over time. */
export function measuresOverTime(names: readonly [string, ...string[]], options: MeasureSeries): PanelDraft {
  const { width, filters, isStacked = false, colors = {}, links, repeat, note } = options;
  const title = titleOfMeasures(options.title, names);
  const measures = names.map(measureOf);
  const [first] = names;
  const isLogarithmic = isOfPercentiles(names);
  return timeSeriesPanel({
    ...{ title, width, isStacked, description: definitionsOf(measures, isLogarithmic ? STEPS_OF_TEN : note) },
    isLogarithmic,
    targets: [statsTarget({ measures: names, by: 'SERIES', filters })],
    settings: unitOf(measureOf(first)),
    steps: stepsOf(measureOf(first)),
    overrides: Object.entries(colors).map(([name, fixedColor]) =>
      overrideOf(named(measureTitle(measureOf(name))), { color: { mode: 'fixed', fixedColor } }),
    ),
    ...(links === undefined ? {} : { links }),
    ...(repeat === undefined ? {} : { repeat }),
  });
}

/** A median and what is far from it. */
function isOfPercentiles(names: readonly string[]): boolean {
  return names.length > 1 && names.every((name) => /P\d\d$/.test(name));
}

/** One measure over time, beside the same in what it is compared with. */
export function comparedOverTime(
  name: string,
  options: {
    readonly title?: string;
    readonly width: number;
    readonly filters: Filters;
    readonly links?: readonly PanelLink[];
  },
): PanelDraft {
  const measure = measureOf(name);
  const question: StatsQuestion = {
    measures: [name],
    by: 'SERIES',
    isCompared: true,
    filters: options.filters,
  };
  const before = { displayName: 'Before', color: { mode: 'fixed', fixedColor: 'text' } };
  return timeSeriesPanel({
    title: titleOfMeasures(options.title ?? measureTitle(measure), [name]),
    description: definitionsOf([measure]),
    width: options.width,
    targets: [statsTarget(question)],
    settings: unitOf(measure),
    steps: stepsOf(measure),
    overrides: [
      // Where nothing is compared, "This period" alone would say less than the name.
      overrideOf({ id: 'byRegexp', options: '/CURRENT/' }, { displayName: measureTitle(measure) }),
      overrideOf(
        { id: 'byRegexp', options: '/PREVIOUS/' },
        {
          ...before,
          'custom.lineStyle': { fill: 'dash', dash: [6, 6] },
          'custom.lineWidth': 1,
          'custom.fillOpacity': 0,
        },
      ),
    ],
    ...(options.links === undefined ? {} : { links: options.links }),
  });
}
