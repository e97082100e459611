import { Module } from '@nestjs/common';
import { AnswerModule } from '../answer/answer.module';
import { ComputingModule } from '../compute/rollups/computing.module';
import { ClickHouseModule } from '../platform/clickhouse/clickhouse.module';
import { JobsModule } from '../platform/jobs/jobs.module';
import { ProcessesModule } from '../platform/processes/processes.module';
import { ReceiverStatesModule } from '../store/receivers/receiver-states.module';
import { AlertHistory } from './alerts/alert-history';
import { AlertStates } from './alerts/alert-states';
import { Alerts } from './alerts/alerts';
import { BurningTargets } from './alerts/burning-targets';
import { ChangedWindows } from './alerts/changed-windows';
import { ChatEvents } from './alerts/chat-events';
import { DataLooks } from './alerts/data-looks';
import { EventAlerts } from './alerts/event-alerts';
import { LateEventsOfWindows } from './alerts/late-events';
import { Looks } from './alerts/looks';
import { Measurements } from './alerts/measurements';
import { UnknownTypes } from './alerts/unknown-types';
import { Choices } from './choices/choices';
import { DigestQuestions } from './digests/digest-numbers';
import { DigestStates } from './digests/digest-states';
import { DigestWriter } from './digests/digest-writer';
import { Digests } from './digests/digests';
import { Unsubscriptions } from './digests/unsubscriptions';
import { NotifyJob } from './notify.job';
import { Delivery } from './outbox/delivery';
import { DisabledChannels } from './outbox/disabled-channels';
import { Outbox } from './outbox/outbox';
import { Quotes } from './quotes/quotes';

/** Tells people what they should know: docs/notifications.md. */
@Module({
  imports: [
    AnswerModule,
    ClickHouseModule,
    ComputingModule,
    JobsModule,
    ProcessesModule,
    ReceiverStatesModule,
  ],
  providers: [
    ...[
      AlertHistory,
      AlertStates,
      Alerts,
      BurningTargets,
      ChangedWindows,
      ChatEvents,
      Choices,
      DataLooks,
      Delivery,
    ],
    ...[DigestQuestions, DigestStates, DigestWriter, Digests, Unsubscriptions],
    ...[
      DisabledChannels,
      EventAlerts,
      LateEventsOfWindows,
      Looks,
      Measurements,
      NotifyJob,
      Outbox,
      Quotes,
      UnknownTypes,
    ],
  ],
  exports: [AlertHistory, Delivery, DisabledChannels],
})
export class NotifyModule {}
