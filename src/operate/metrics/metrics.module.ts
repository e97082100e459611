import { Module } from '@nestjs/common';
import { PeopleModule } from '../../answer/access/people.module';
import { AnswerErrors } from '../../answer/measures/answer-errors';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { ProcessesModule } from '../../platform/processes/processes.module';
import { AccessMetrics } from './access-metrics';
import { ClickHouseMetrics } from './clickhouse-metrics';
import { MetricsController } from './metrics.controller';
import { MetricsRegistryModule } from './metrics-registry.module';
import { ProcessMetrics } from './process-metrics';
import { ReceiverStateMetrics } from './receiver-state-metrics';
import { PeopleMetrics } from './people-metrics';

/** `GET /metrics`: what an operator watches, of this process and of the one that receives. */
@Module({
  imports: [PeopleModule, MetricsRegistryModule, ClickHouseModule, ProcessesModule],
  controllers: [MetricsController],
  providers: [
    AccessMetrics,
    AnswerErrors,
    ClickHouseMetrics,
    PeopleMetrics,
    ProcessMetrics,
    ReceiverStateMetrics,
  ],
})
export class MetricsModule {}
