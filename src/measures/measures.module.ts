import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../clickhouse/clickhouse.module';
import { IngestModule } from '../ingest/ingest.module';
import { RollUpsModule } from '../rollups/rollups.module';
import { DeliveryListService } from './events/delivery-list.service';
import { EventListService } from './events/event-list.service';
import { AccountList } from './freshness/account-list';
import { FreshnessService } from './freshness/freshness.service';
import { StatsService } from './stats/stats.service';

/** The registry of measures, and every question that can be asked. */
@Module({
  imports: [ClickHouseModule, IngestModule, RollUpsModule],
  providers: [AccountList, DeliveryListService, EventListService, FreshnessService, StatsService],
  exports: [AccountList, DeliveryListService, EventListService, FreshnessService, StatsService],
})
export class MeasuresModule {}
