import { Module } from '@nestjs/common';
import { AnswerErrors } from '../../answer/measures/answer-errors';
import { AccessModule } from '../../platform/access/access.module';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { ProcessesModule } from '../../platform/processes/processes.module';
import { ClickHouseMetrics } from './clickhouse-metrics';
import { MetricsController } from './metrics.controller';
import { MetricsRegistryModule } from './metrics-registry.module';

/** `GET /metrics`: what an operator watches, of this process and of the one that receives. */
@Module({
  imports: [AccessModule, MetricsRegistryModule, ClickHouseModule, ProcessesModule],
  controllers: [MetricsController],
  providers: [AnswerErrors, ClickHouseMetrics],
})
export class MetricsModule {}
