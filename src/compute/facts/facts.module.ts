import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { FactBuilder } from './fact-builder';
import { UsedSettings } from './used-settings';

/** From deliveries to facts: what the measures count, chat by chat. */
@Module({
  imports: [ClickHouseModule],
  providers: [FactBuilder, UsedSettings],
  exports: [FactBuilder, UsedSettings],
})
export class FactsModule {}
