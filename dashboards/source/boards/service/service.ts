import type { DashboardDraft } from '../../model/dashboard';
import { fallingSteps, risingSteps } from '../../model/goals';
import type { RowDraft } from '../../model/panel';
import { PROMETHEUS } from '../../model/prometheus-target';
import type { Variable } from '../../model/variable';
import { SERVICE } from '../../model/variables';
import { inWords } from '../../model/written';
import { ASKING } from './asking-row';
import { metricStat, OF } from './metric-panels';
import { NOTIFYING } from './notifying-row';
import { RECEIVING } from './receiving-row';
import { STORING } from './storing-row';

const INSTANCE: Variable = {
  ...{
    name: 'instance',
    type: 'query',
    label: 'Instance',
    datasource: { type: 'prometheus', uid: '${prometheus}' },
  },
  ...{ definition: 'label_values(signalzen_build_info, instance)', refresh: 2, hide: 0, regex: '', sort: 1 },
  query: { qryType: 1, query: 'label_values(signalzen_build_info, instance)', refId: 'variable' },
  ...{ multi: true, includeAll: true, allValue: '.*', options: [], skipUrlSync: false },
  current: { selected: true, text: ['All'], value: ['$__all'] },
};
const YES_OR_NO = {
  unit: 'short',
  mappings: [inWords({ 0: 'No', 1: 'Yes' })],
  steps: [
    { color: 'red', value: null },
    { color: 'green', value: 1 },
  ],
};

const NOW: RowDraft = {
  ...{ title: 'Now', height: 5 },
  panels: [
    metricStat(
      'Accepting',
      'Whether deliveries are taken. No: all of them get 503.',
      `min(signalzen_spool_accepting{${OF}})`,
      YES_OR_NO,
    ),
    metricStat(
      'ClickHouse',
      'Whether ClickHouse answered a small question within two seconds.',
      `min(signalzen_clickhouse_up{${OF}})`,
      YES_OR_NO,
    ),
    metricStat(
      'Lag',
      'Age of the oldest delivery that is on disk and not yet in ClickHouse.',
      `max(signalzen_spool_oldest_pending_seconds{${OF}})`,
      { unit: 's', steps: fallingSteps([10, 60]) },
    ),
    metricStat(
      'Last roll-up',
      'Since the last pass of the roll-up job that went through began: what was stored then is in all numbers.',
      `time() - min(signalzen_rollup_last_success_timestamp_seconds{${OF}})`,
      { unit: 's', steps: fallingSteps([60, 300]) },
    ),
    metricStat(
      'Refused',
      'Requests at the webhook that were answered with an error within the last hour. What the service could not take may be lost permanently.',
      `sum(increase(signalzen_deliveries_refused_total{${OF}}[1h]))`,
      { unit: 'short', steps: fallingSteps([1, 10]) },
    ),
    metricStat(
      'Coverage',
      "Of the chats and messages of today and yesterday that SignalZen's API shows, the share that webhooks delivered; of the account with the least.",
      `min(signalzen_webhook_coverage_ratio{${OF}})`,
      { unit: 'percentunit', steps: risingSteps([0.99, 0.95]) },
    ),
  ],
};

export const SERVICE_BOARD: DashboardDraft = {
  uid: 'signalzen-service',
  title: 'SignalZen: The service',
  description:
    'How the service itself does, from its /metrics: receiving, storing, rolling up, asking SignalZen.',
  ...{ from: 'now-6h', refresh: '30s', variables: [PROMETHEUS, INSTANCE, SERVICE] },
  rows: [NOW, RECEIVING, STORING, NOTIFYING, ASKING],
};
