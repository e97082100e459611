import { Module } from '@nestjs/common';
import { AccessModule } from '../platform/access/access.module';
import { ClickHouseModule } from '../platform/clickhouse/clickhouse.module';
import { FactsModule } from '../compute/facts/facts.module';
import { RetentionNotesModule } from '../store/cleaning/retention-notes.module';
import { ReceiverStatesModule } from '../store/receivers/receiver-states.module';
import { RollUpStateModule } from '../compute/rollups/roll-up-state.module';
import { ProcessesModule } from '../platform/processes/processes.module';
import { AnswerErrors } from './measures/answer-errors';
import { CoverageService } from './freshness/coverage.service';
import { EpisodeListService } from './lists/episodes/episode-list.service';
import { EpisodeSearchService } from './lists/episodes/episode-search';
import { DeliveryListService } from './lists/events/delivery-list.service';
import { EventListService } from './lists/events/event-list.service';
import { Annotations } from './lists/annotations/annotations';
import { AuditList } from './lists/access/audit-list';
import { GrantList } from './lists/access/grant-list';
import { AccountList } from './lists/values/account-list';
import { FreshnessService } from './freshness/freshness.service';
import { WarningsService } from './freshness/warnings.service';
import { ChangesService } from './measures/changes/changes.service';
import { DailyCounts } from './measures/changes/daily-counts';
import { PeriodSums } from './measures/changes/period-sums';
import { WindowChanges } from './measures/changes/window-changes.service';
import { DistributionService } from './measures/heatmap/distribution.service';
import { HeatmapService } from './measures/heatmap/heatmap.service';
import { FactCounts } from './lists/fact-counts';
import { LiveService } from './measures/live/live.service';
import { RatingListService } from './lists/ratings/rating-list.service';
import { ExplainService } from './explain/explain.service';
import { ResponseCurveService } from './measures/response-curve/response-curve.service';
import { StatsService } from './measures/stats/stats.service';
import { SummaryService } from './measures/summary/summary.service';
import { TargetsService } from './measures/targets/targets.service';
import { Asking } from './shards/asking';
import { AwayShards } from './shards/away-shards';
import { GenerationsOfShards } from './shards/generations';
import { Sources, SourcesOfShards } from './shards/sources';
import { UncountedTimes } from './measures/stats/uncounted-times';
import { OperatorNamesService } from './measures/stats/operator-names';
import { ScheduleList } from './lists/values/schedule-list';
import { ValueListsService } from './lists/values/value-lists.service';

const SERVICES = [
  AccountList,
  Annotations,
  AnswerErrors,
  Asking,
  AuditList,
  AwayShards,
  ChangesService,
  CoverageService,
  DeliveryListService,
  DistributionService,
  EpisodeListService,
  EpisodeSearchService,
  EventListService,
  ExplainService,
  FreshnessService,
  GenerationsOfShards,
  GrantList,
  HeatmapService,
  LiveService,
  RatingListService,
  ResponseCurveService,
  ScheduleList,
  StatsService,
  SummaryService,
  TargetsService,
  ValueListsService,
  WarningsService,
  WindowChanges,
];

/** The registry of measures, and every question that can be asked. */
@Module({
  imports: [
    AccessModule,
    ClickHouseModule,
    FactsModule,
    ProcessesModule,
    ReceiverStatesModule,
    RetentionNotesModule,
    RollUpStateModule,
  ],
  providers: [
    ...SERVICES,
    DailyCounts,
    FactCounts,
    OperatorNamesService,
    PeriodSums,
    Sources,
    SourcesOfShards,
    UncountedTimes,
  ],
  exports: [...SERVICES, FactsModule, OperatorNamesService, SourcesOfShards, UncountedTimes],
})
export class AnswerModule {}
