import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { IntakeModule } from '../intake/intake.module';
import { RefusalAlarmJob } from './refusal-alarm.job';
import { WebhookCounters } from './webhook-counters';
import { WebhookReceiver } from './webhook-receiver';

/** The edge: verifies SignalZen's deliveries and hands their bytes to the intake. */
@Module({
  imports: [ScheduleModule.forRoot(), IntakeModule],
  providers: [RefusalAlarmJob, WebhookReceiver, WebhookCounters],
  exports: [WebhookCounters, WebhookReceiver],
})
export class WebhookModule {}
