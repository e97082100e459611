import { Module } from '@nestjs/common';
import { SpoolModule } from '../../receive/spool/spool.module';
import { DrainModule } from '../../store/drain/drain.module';
import { DrainMetrics } from './drain-metrics';
import { MetricsRegistryModule } from './metrics-registry.module';
import { ReconciliationMetrics } from './reconciliation-metrics';
import { RejectedMetrics } from './rejected-metrics';
import { SpoolMetrics } from './spool-metrics';

/** What is known of a spool, and of its way into ClickHouse. */
@Module({
  imports: [MetricsRegistryModule, SpoolModule, DrainModule],
  providers: [SpoolMetrics, DrainMetrics, ReconciliationMetrics, RejectedMetrics],
})
export class SpoolMetricsModule {}
