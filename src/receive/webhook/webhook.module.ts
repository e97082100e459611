import { Module } from '@nestjs/common';
import { JobsModule } from '../../platform/jobs/jobs.module';
import { RefusalAlarmJob } from './refusal-alarm.job';
import { RefusalLossesModule } from './refusal-losses';
import { UnfinishedBodies } from './unfinished-bodies';
import { WebhookCounters } from './webhook-counters';
import { WebhookReceiver } from './webhook-receiver';

/** All bodies together of which more is to come. Those that are whole wait for the disk, within the sink's bound. */
const MAX_UNFINISHED_BYTES = 64 * 2 ** 20;

/** The edge: verifies SignalZen's deliveries and hands their bytes to the sink, which whoever opens a spool lends. */
@Module({
  imports: [JobsModule, RefusalLossesModule],
  providers: [
    RefusalAlarmJob,
    WebhookReceiver,
    WebhookCounters,
    { provide: UnfinishedBodies, useFactory: () => new UnfinishedBodies(MAX_UNFINISHED_BYTES) },
  ],
  exports: [RefusalLossesModule, WebhookCounters, WebhookReceiver],
})
export class WebhookModule {}
