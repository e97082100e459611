import { Module } from '@nestjs/common';
import { NotifyModule } from '../../notify/notify.module';
import { MetricsRegistryModule } from './metrics-registry.module';
import { NotificationMetrics } from './notification-metrics';

/** What only a process knows that tells people things. */
@Module({ imports: [MetricsRegistryModule, NotifyModule], providers: [NotificationMetrics] })
export class NotifyMetricsModule {}
