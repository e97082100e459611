import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../clickhouse/clickhouse.module';
import { FactsModule } from '../facts/facts.module';
import { DrainModule } from '../ingest/ingest.module';
import { RollUpsModule } from '../rollups/rollups.module';
import { AnswerErrors } from './answer-errors';
import { CoverageService } from './coverage/coverage.service';
import { EpisodeListService } from './episodes/episode-list.service';
import { DeliveryListService } from './events/delivery-list.service';
import { EventListService } from './events/event-list.service';
import { AccountList } from './freshness/account-list';
import { FreshnessService } from './freshness/freshness.service';
import { WarningsService } from './freshness/warnings.service';
import { DistributionService } from './heatmap/distribution.service';
import { HeatmapService } from './heatmap/heatmap.service';
import { FactCounts } from './lists/fact-counts';
import { LiveService } from './live/live.service';
import { RatingListService } from './ratings/rating-list.service';
import { ExplainService } from './stats/explain.service';
import { StatsService } from './stats/stats.service';
import { UncountedTimes } from './stats/uncounted-times';
import { OperatorNamesService } from './values/operator-names.service';
import { ValueListsService } from './values/value-lists.service';

const SERVICES = [
  AccountList,
  AnswerErrors,
  CoverageService,
  DeliveryListService,
  DistributionService,
  EpisodeListService,
  EventListService,
  ExplainService,
  FreshnessService,
  HeatmapService,
  LiveService,
  RatingListService,
  StatsService,
  ValueListsService,
  WarningsService,
];

/** The registry of measures, and every question that can be asked. */
@Module({
  imports: [ClickHouseModule, FactsModule, DrainModule, RollUpsModule],
  providers: [...SERVICES, FactCounts, OperatorNamesService, UncountedTimes],
  exports: SERVICES,
})
export class MeasuresModule {}
