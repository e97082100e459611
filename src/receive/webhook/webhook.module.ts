import { Module } from '@nestjs/common';
import { SpoolModule } from '../spool/spool.module';
import { JobsModule } from '../../platform/jobs/jobs.module';
import { RefusalAlarmJob } from './refusal-alarm.job';
import { UnfinishedBodies } from './unfinished-bodies';
import { WebhookCounters } from './webhook-counters';
import { WebhookReceiver } from './webhook-receiver';

/** All bodies together of which more is to come. Those that are whole wait for the disk, within the sink's bound. */
const MAX_UNFINISHED_BYTES = 64 * 2 ** 20;

/** The edge: verifies SignalZen's deliveries and hands their bytes to the sink. */
@Module({
  imports: [SpoolModule, JobsModule],
  providers: [
    RefusalAlarmJob,
    WebhookReceiver,
    WebhookCounters,
    { provide: UnfinishedBodies, useFactory: () => new UnfinishedBodies(MAX_UNFINISHED_BYTES) },
  ],
  exports: [RefusalAlarmJob, WebhookCounters, WebhookReceiver],
})
export class WebhookModule {}
