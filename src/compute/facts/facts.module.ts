import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { FactBuilder } from './fact-builder';
import { PendingRanges } from '../../store/pending-ranges/pending-ranges';
import { UsedSettings } from './used-settings';

/** From deliveries to facts: what the measures count, chat by chat. */
@Module({
  imports: [ClickHouseModule],
  providers: [FactBuilder, PendingRanges, UsedSettings],
  exports: [FactBuilder, PendingRanges, UsedSettings],
})
export class FactsModule {}
