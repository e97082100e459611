import { Module } from '@nestjs/common';
import { AnswerAccessModule } from '../../answer/access/answer-access.module';
import { DrainModule } from '../../store/drain/drain.module';
import { SpoolModule } from '../../receive/spool/spool.module';
import { ReceiverMetricsModule } from '../metrics/receiver-metrics.module';
import { WebhookModule } from '../../receive/webhook/webhook.module';
import { ReceiverEdge } from './receiver-edge';

/** What is reached of a process that receives. */
@Module({
  imports: [AnswerAccessModule, WebhookModule, SpoolModule, DrainModule, ReceiverMetricsModule],
  providers: [ReceiverEdge],
})
export class EdgeModule {}
