import { Module } from '@nestjs/common';
import { RollUpsModule } from '../../compute/rollups/rollups.module';
import { SignalZenModule } from '../../signalzen/signalzen.module';
import { DirectStoreModule } from '../../store/drain/direct-store.module';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { NotifyModule } from '../../notify/notify.module';
import { LeaseMetrics } from './lease-metrics';
import { MetricsRegistryModule } from './metrics-registry.module';
import { NotificationMetrics } from './notification-metrics';
import { RejectedMetrics } from './rejected-metrics';
import { RollUpMetrics } from './roll-up-metrics';
import { SignalZenApiMetrics } from './signalzen-api-metrics';

/** What only a process knows that computes and asks SignalZen. */
@Module({
  imports: [
    ClickHouseModule,
    MetricsRegistryModule,
    NotifyModule,
    RollUpsModule,
    SignalZenModule,
    DirectStoreModule,
  ],
  providers: [RollUpMetrics, LeaseMetrics, NotificationMetrics, RejectedMetrics, SignalZenApiMetrics],
})
export class WorkMetricsModule {}
