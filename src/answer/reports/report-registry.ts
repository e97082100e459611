import { Inject, Injectable } from '@nestjs/common';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { EpisodeListService } from '../lists/episodes/episode-list.service';
import { EventListService } from '../lists/events/event-list.service';
import { DistributionService } from '../measures/heatmap/distribution.service';
import { HeatmapService } from '../measures/heatmap/heatmap.service';
import { RatingListService } from '../lists/ratings/rating-list.service';
import { TargetsService } from '../measures/targets/targets.service';
import { StatsService } from '../measures/stats/stats.service';
import { distributionReport } from './definitions/distribution.report';
import { episodesReport } from './definitions/episodes.report';
import { eventsReport } from './definitions/events.report';
import { heatmapReport } from './definitions/heatmap.report';
import { operatorsReport } from './definitions/operators.report';
import { ratingsReport } from './definitions/ratings.report';
import { targetsReport } from './definitions/targets.report';
import { statsReport } from './definitions/stats.report';
import type { Report } from './report';

/** Every report there is. */
@Injectable()
export class ReportRegistry {
  readonly reports: readonly Report[];

  constructor(
    stats: StatsService,
    heatmaps: HeatmapService,
    distributions: DistributionService,
    ratings: RatingListService,
    episodes: EpisodeListService,
    events: EventListService,
    targets: TargetsService,
    @Inject(RulesInForce) rules: Pick<RulesInForce, 'current'>,
  ) {
    this.reports = [
      statsReport(stats),
      operatorsReport(stats, rules),
      targetsReport(targets),
      heatmapReport(heatmaps),
      distributionReport(distributions),
      ratingsReport(ratings),
      episodesReport(episodes),
      eventsReport(events),
    ];
  }
}
