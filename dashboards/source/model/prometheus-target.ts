import { datasourceVariable } from './variables';
import type { DatasourceRef, Target } from './target';

export const PROMETHEUS_SOURCE: DatasourceRef = { type: 'prometheus', uid: '${prometheus}' };
export const PROMETHEUS = datasourceVariable('prometheus', 'Prometheus', 'prometheus');

/** A question to Prometheus. `legend` names the series, such as `{{reason}}`. */
export function prometheusTarget(expr: string, legend: string, refId = 'A'): Target {
  return {
    ...{ refId, datasource: PROMETHEUS_SOURCE, expr, legendFormat: legend },
    ...{ editorMode: 'code', range: true, instant: false, format: 'time_series', intervalFactor: 1 },
  };
}
