import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { ConfigModule } from './platform/config/config.module';
import type { Settings } from './platform/config/settings';
import { ErasureModule } from './compute/erasure/erasure.module';
import { GraphqlApiModule } from './answer/graphql/graphql-api.module';
import { HealthModule } from './operate/health/health.module';
import { DrainModule } from './store/drain/drain.module';
import type { Log } from './platform/logging/log';
import { LoggingModule } from './platform/logging/logging.module';
import { MetricsModule } from './operate/metrics/metrics.module';
import { PageModule } from './answer/page/page.module';
import { ReportsModule } from './answer/reports/reports.module';
import { SignalZenModule } from './signalzen/signalzen.module';
import { WebhookModule } from './receive/webhook/webhook.module';

/** The whole service, in the order in which an event goes through it: see docs/architecture.md. */
@Module({})
export class AppModule {
  static with(settings: Settings, log: Log): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings),
        LoggingModule.with(log),
        WebhookModule,
        DrainModule,
        SignalZenModule,
        ErasureModule,
        GraphqlApiModule,
        ReportsModule,
        PageModule,
        HealthModule,
        MetricsModule,
      ],
    };
  }
}
