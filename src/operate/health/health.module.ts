import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { HealthController } from './health.controller';

/** `GET /healthz` and `GET /readyz` of a process that receives nothing. */
@Module({ imports: [ClickHouseModule], controllers: [HealthController] })
export class HealthModule {}
