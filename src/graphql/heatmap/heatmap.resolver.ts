import { Args, Query, Resolver } from '@nestjs/graphql';
import { DistributionService } from '../../measures/heatmap/distribution.service';
import { HeatmapService } from '../../measures/heatmap/heatmap.service';
import { filterOf } from '../stats/stats.args';
import { DistributionArgs, DistributionRow, HeatmapArgs, HeatmapRow, KIND_OF } from './heatmap.types';

@Resolver(() => HeatmapRow)
export class HeatmapResolver {
  constructor(
    private readonly heatmaps: HeatmapService,
    private readonly distributions: DistributionService,
  ) {}

  @Query(() => [HeatmapRow], { description: 'All 168 hours of the local week, from Monday 0:00 on.' })
  heatmap(@Args() { from, to, timezone, filter }: HeatmapArgs): Promise<HeatmapRow[]> {
    const range = { from: from.getTime(), to: to.getTime() };
    return this.heatmaps.ask(range, timezone ?? 'UTC', filterOf(filter));
  }

  @Query(() => [DistributionRow], { description: 'How the durations of a measure are spread.' })
  distribution(@Args() { measure, from, to, filter }: DistributionArgs): Promise<DistributionRow[]> {
    const range = { from: from.getTime(), to: to.getTime() };
    return this.distributions.ask(KIND_OF[measure], range, filterOf(filter));
  }
}
