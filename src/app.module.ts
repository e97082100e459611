import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { ConfigModule } from './config/config.module';
import type { Settings } from './config/settings';
import { ErasureModule } from './erasure/erasure.module';
import { GraphqlApiModule } from './graphql/graphql-api.module';
import { HealthModule } from './health/health.module';
import { DrainModule } from './ingest/ingest.module';
import type { Log } from './logging/log';
import { LoggingModule } from './logging/logging.module';
import { MetricsModule } from './metrics/metrics.module';
import { PageModule } from './page/page.module';
import { ReportsModule } from './reports/reports.module';
import { SignalZenModule } from './signalzen/signalzen.module';
import { WebhookModule } from './webhook/webhook.module';

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
