import { alertRulesFile } from './alerting/alert-rules-file';
import { dashboardFiles } from './all-dashboards';

/** Everything in `dashboards/` that is generated: the text of each file, by its path from there. */
export function generatedFiles(): Map<string, string> {
  return new Map([...dashboardFiles(), ['provisioning/alerting/signalzen.yaml', alertRulesFile()]]);
}
