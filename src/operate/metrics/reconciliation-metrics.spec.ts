import { ReconciliationResults } from '../../store/reconciliation/reconciliation-results';
import { MetricsRegistry } from './metrics-registry';
import { ReconciliationMetrics } from './reconciliation-metrics';

describe('ReconciliationMetrics', () => {
  it('show what the comparisons found, and when the last one went through, in seconds', async () => {
    const metrics = new MetricsRegistry();
    const results = new ReconciliationResults();
    new ReconciliationMetrics(metrics, results);
    expect(await metrics.text()).not.toMatch(/^signalzen_reconciliation_last_success_timestamp_seconds /m);
    Object.assign(results, {
      segmentsCompared: 5,
      segmentsLacking: 2,
      missingDeliveries: 30,
      failures: 1,
      lastSuccessAt: 1_769_860_800_500,
    });
    const samples = (await metrics.text()).split('\n').filter((line) => line.startsWith('signalzen_'));
    expect(samples).toEqual([
      'signalzen_reconciled_segments_total 5',
      'signalzen_reconciliation_lacking_segments_total 2',
      'signalzen_reconciliation_missing_deliveries_total 30',
      'signalzen_reconciliation_failures_total 1',
      'signalzen_reconciliation_last_success_timestamp_seconds 1769860800.5',
    ]);
  });
});
