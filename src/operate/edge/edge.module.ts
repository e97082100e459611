import { Module } from '@nestjs/common';
import { AnswerAccessModule } from '../../answer/access/answer-access.module';
import { ReceiverMetricsModule } from '../metrics/receiver-metrics.module';
import { WebhookModule } from '../../receive/webhook/webhook.module';
import { ReceiverEdge } from './receiver-edge';

/** What is reached of a process that receives; its spools are lent to it. */
@Module({
  imports: [AnswerAccessModule, WebhookModule, ReceiverMetricsModule],
  providers: [ReceiverEdge],
})
export class EdgeModule {}
