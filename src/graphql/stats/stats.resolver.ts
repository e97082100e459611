import { Args, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { measureNamed } from '../../measures/registry/measures';
import { statsRequestOf } from '../../measures/stats/given-stats';
import { statsAnswerOf } from '../../measures/stats/stats-columns';
import type { StatsAnswer } from '../../measures/stats/stats-columns';
import { StatsService } from '../../measures/stats/stats.service';
import { selectedFields } from '../selected-fields';
import { StatsArgs } from './stats.args';
import { StatsRow } from './stats-row.type';

@Resolver(() => StatsRow)
export class StatsResolver {
  constructor(private readonly stats: StatsService) {}

  @Query(() => [StatsRow], {
    name: 'stats',
    description: 'The measures by bucket of time and by group, sorted by both.',
  })
  async ask(@Args() args: StatsArgs, @Info() info: GraphQLResolveInfo): Promise<StatsAnswer[]> {
    const fields = selectedFields(info);
    const measures = [...fields].map(measureNamed).filter((measure) => measure !== undefined);
    const request = { ...statsRequestOf(args, measures), areOperatorsNamed: fields.has('operatorName') };
    return (await this.stats.ask(request)).map(statsAnswerOf);
  }
}
