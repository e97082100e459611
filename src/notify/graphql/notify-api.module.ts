import { Module } from '@nestjs/common';
import { AccessModule } from '../../platform/access/access.module';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { AlertHistory } from '../alerts/alert-history';
import { AlertStates } from '../alerts/alert-states';
import { Choices } from '../choices/choices';
import { AlertChanges } from '../lists/alert-changes';
import { AlertChoosing } from '../lists/alert-choosing';
import { AlertList } from '../lists/alert-list';
import { ChannelList } from '../lists/channel-list';
import { ChannelTrials } from '../lists/channel-trial';
import { NotificationList } from '../lists/notification-list';
import { DisabledChannels } from '../outbox/disabled-channels';
import { AlertsResolver } from './alerts.resolver';
import { ChannelsResolver } from './channels.resolver';
import { NotificationsResolver } from './notifications.resolver';

/** What GraphQL says of notifications, and what people change there. It sends nothing but trials. */
@Module({
  imports: [AccessModule, ClickHouseModule],
  providers: [
    ...[AlertsResolver, ChannelsResolver, NotificationsResolver],
    ...[AlertChanges, AlertChoosing, AlertHistory, AlertList, AlertStates, ChannelList, ChannelTrials],
    ...[Choices, DisabledChannels, NotificationList],
  ],
})
export class NotifyApiModule {}
