import { Module } from '@nestjs/common';
import { AnswerModule } from '../answer/answer.module';
import { ComputingModule } from '../compute/rollups/computing.module';
import { ClickHouseModule } from '../platform/clickhouse/clickhouse.module';
import { JobsModule } from '../platform/jobs/jobs.module';
import { AlertStates } from './alerts/alert-states';
import { Alerts } from './alerts/alerts';
import { Looks } from './alerts/looks';
import { LowRatings } from './alerts/low-ratings';
import { Measurements } from './alerts/measurements';
import { Choices } from './choices/choices';
import { NotifyJob } from './notify.job';
import { Delivery } from './outbox/delivery';
import { Outbox } from './outbox/outbox';

/** Tells people what they should know: docs/notifications.md. */
@Module({
  imports: [AnswerModule, ClickHouseModule, ComputingModule, JobsModule],
  providers: [AlertStates, Alerts, Choices, Delivery, Looks, LowRatings, Measurements, NotifyJob, Outbox],
  exports: [Delivery],
})
export class NotifyModule {}
