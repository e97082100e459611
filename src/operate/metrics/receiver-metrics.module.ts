import { Module } from '@nestjs/common';
import { AnswerAccessModule } from '../../answer/access/answer-access.module';
import { DrainModule } from '../../store/drain/drain.module';
import { SpoolModule } from '../../receive/spool/spool.module';
import { WebhookModule } from '../../receive/webhook/webhook.module';
import { AccessMetrics } from './access-metrics';
import { BackupMetrics } from './backup-metrics';
import { DrainMetrics } from './drain-metrics';
import { MetricsRegistryModule } from './metrics-registry.module';
import { ReconciliationMetrics } from './reconciliation-metrics';
import { RejectedMetrics } from './rejected-metrics';
import { SpoolMetrics } from './spool-metrics';
import { WebhookMetrics } from './webhook-metrics';

/** What only a process knows that receives. */
@Module({
  imports: [AnswerAccessModule, MetricsRegistryModule, WebhookModule, SpoolModule, DrainModule],
  providers: [
    AccessMetrics,
    WebhookMetrics,
    SpoolMetrics,
    DrainMetrics,
    BackupMetrics,
    ReconciliationMetrics,
    RejectedMetrics,
  ],
  exports: [MetricsRegistryModule],
})
export class ReceiverMetricsModule {}
