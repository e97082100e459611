import type { FieldSettings, Step } from '../../model/field-config';
import { neutralSteps } from '../../model/goals';
import { linkTo } from '../../model/links';
import type { PanelDraft } from '../../model/panel';
import { prometheusTarget } from '../../model/prometheus-target';
import type { Target } from '../../model/target';
import { statPanel } from '../../panels/stat-panel';
import { timeSeriesPanel } from '../../panels/time-series-panel';

/** Which instances of the service are looked at. */
export const OF = 'instance=~"$instance"';
const QUALITY = [linkTo('signalzen-data-quality', 'Data quality')];

type Expressions = readonly (readonly [expression: string, legend: string])[];

function targetsOf(expressions: Expressions): [Target, ...Target[]] {
  const targets = expressions.map(([expr, legend], index) => prometheusTarget(expr, legend, 'ABCDEF'[index]));
  return targets as [Target, ...Target[]];
}

/** A figure of /metrics as it is now, over the line of how it came. */
export function metricStat(
  title: string,
  description: string,
  expr: string,
  { steps, ...settings }: FieldSettings & { readonly steps: readonly Step[] },
): PanelDraft {
  const target = prometheusTarget(expr, title);
  return statPanel({
    ...{ title, description, width: 4, target, steps, links: QUALITY },
    ...{ settings, hasSparkline: true },
  });
}

/** Figures of /metrics over time. */
export function metricsOverTime(
  title: string,
  description: string,
  expressions: Expressions,
  settings: FieldSettings,
): PanelDraft {
  const targets = targetsOf(expressions);
  return timeSeriesPanel({ ...{ title, description, width: 8, settings }, targets, steps: neutralSteps() });
}
