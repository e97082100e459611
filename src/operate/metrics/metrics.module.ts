import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { DrainModule } from '../../store/drain/drain.module';
import { SpoolModule } from '../../receive/spool/spool.module';
import { RollUpsModule } from '../../compute/rollups/rollups.module';
import { SignalZenModule } from '../../signalzen/signalzen.module';
import { WebhookModule } from '../../receive/webhook/webhook.module';
import { ClickHouseMetrics } from './clickhouse-metrics';
import { ConnectionMetrics } from './connection-metrics';
import { DrainMetrics } from './drain-metrics';
import { LeaseMetrics } from './lease-metrics';
import { MetricsController } from './metrics.controller';
import { MetricsRegistry } from './metrics-registry';
import { ProcessMetrics } from './process-metrics';
import { ReconciliationMetrics } from './reconciliation-metrics';
import { RollUpMetrics } from './roll-up-metrics';
import { SignalZenApiMetrics } from './signalzen-api-metrics';
import { SpoolMetrics } from './spool-metrics';
import { WebhookMetrics } from './webhook-metrics';

/** `GET /metrics`: what an operator watches. */
@Module({
  imports: [WebhookModule, SpoolModule, DrainModule, RollUpsModule, ClickHouseModule, SignalZenModule],
  controllers: [MetricsController],
  providers: [
    MetricsRegistry,
    ConnectionMetrics,
    WebhookMetrics,
    SpoolMetrics,
    DrainMetrics,
    ReconciliationMetrics,
    RollUpMetrics,
    LeaseMetrics,
    SignalZenApiMetrics,
    ClickHouseMetrics,
    ProcessMetrics,
  ],
})
export class MetricsModule {}
