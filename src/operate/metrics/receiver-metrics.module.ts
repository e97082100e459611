import { Module } from '@nestjs/common';
import { AnswerAccessModule } from '../../answer/access/answer-access.module';
import { WebhookModule } from '../../receive/webhook/webhook.module';
import { AccessMetrics } from './access-metrics';
import { BackupMetrics } from './backup-metrics';
import { MetricsRegistryModule } from './metrics-registry.module';
import { ProcessMetrics } from './process-metrics';
import { WebhookMetrics } from './webhook-metrics';

/** What only a process knows that receives, but for what is of a spool. */
@Module({
  imports: [AnswerAccessModule, MetricsRegistryModule, WebhookModule],
  providers: [AccessMetrics, BackupMetrics, ProcessMetrics, WebhookMetrics],
  exports: [MetricsRegistryModule],
})
export class ReceiverMetricsModule {}
