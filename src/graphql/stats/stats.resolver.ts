import { Args, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { measureNamed } from '../../measures/registry/measures';
import { StatsService } from '../../measures/stats/stats.service';
import { selectedFields } from '../selected-fields';
import { filterOf, StatsArgs } from './stats.args';
import { StatsRow } from './stats-row.type';

@Resolver(() => StatsRow)
export class StatsResolver {
  constructor(private readonly stats: StatsService) {}

  @Query(() => [StatsRow], {
    name: 'stats',
    description: 'The measures by bucket of time and by group, sorted by both.',
  })
  async ask(@Args() args: StatsArgs, @Info() info: GraphQLResolveInfo): Promise<StatsRow[]> {
    const cells = await this.stats.ask({
      measures: [...selectedFields(info)].map(measureNamed).filter((measure) => measure !== undefined),
      from: args.from.getTime(),
      to: args.to.getTime(),
      granularity: args.granularity ?? 'AUTO',
      zone: args.timezone ?? 'UTC',
      weekStart: args.weekStart ?? 'MONDAY',
      groupBy: args.groupBy ?? [],
      attribute: args.attribute ?? undefined,
      filter: filterOf(args.filter),
      compare: args.compare === 'NONE' ? undefined : (args.compare ?? undefined),
      fill: args.fill ?? true,
      limit: args.limit ?? 10_000,
      offset: args.offset ?? 0,
    });
    return cells.map(({ time, values, ...cell }) => ({ time: new Date(time), ...cell, ...values }));
  }
}
