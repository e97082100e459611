import { Args, Query, Resolver } from '@nestjs/graphql';
import { resolveRange, UTC } from '../../measures/calendar/range-input';
import type { DistributionBin } from '../../measures/heatmap/distribution-bin';
import { DistributionService } from '../../measures/heatmap/distribution.service';
import type { HeatmapCell } from '../../measures/heatmap/heatmap-cell';
import { HeatmapService } from '../../measures/heatmap/heatmap.service';
import { resolveFilter } from '../../measures/stats/filter-input';
import { STATS_DEFAULTS } from '../../measures/stats/stats-input';
import { DistributionArgs, HeatmapArgs } from './heatmap.args';
import { DistributionRow, HeatmapRow } from './heatmap-rows.type';

@Resolver(() => HeatmapRow)
export class HeatmapResolver {
  constructor(
    private readonly heatmaps: HeatmapService,
    private readonly distributions: DistributionService,
  ) {}

  @Query(() => [HeatmapRow], { description: 'All 168 hours of the local week, from Monday 0:00 on.' })
  heatmap(@Args() { timezone, filter, ...range }: HeatmapArgs): Promise<HeatmapCell[]> {
    const zone = timezone ?? STATS_DEFAULTS.timezone;
    return this.heatmaps.ask(resolveRange(range, zone), zone, resolveFilter(filter));
  }

  @Query(() => [DistributionRow], { description: 'How the durations of a measure are spread.' })
  distribution(@Args() { measure, filter, ...range }: DistributionArgs): Promise<DistributionBin[]> {
    return this.distributions.ask(measure, resolveRange(range, UTC), resolveFilter(filter));
  }
}
