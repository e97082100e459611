import { Args, Context, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { measureNamed } from '../../measures/registry/measures';
import { statsRequestOf } from '../../measures/stats/stats-input';
import { statsAnswersOf } from '../../measures/stats/stats-columns';
import type { StatsAnswer } from '../../measures/stats/stats-columns';
import { StatsService } from '../../measures/stats/stats.service';
import { pacedRows } from '../limits/paced-rows';
import { QuestionContext } from '../limits/question-context';
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
  async ask(
    @Args() args: StatsArgs,
    @Info() info: GraphQLResolveInfo,
    @Context() { budget }: QuestionContext,
  ): Promise<readonly (StatsAnswer | Promise<StatsAnswer>)[]> {
    const { names, count } = selectedFields(info);
    const measures = [...names].map(measureNamed).filter((measure) => measure !== undefined);
    const request = { ...statsRequestOf(args, measures), areOperatorsNamed: names.has('operatorName') };
    const cells = await this.stats.ask(request, budget, count);
    return pacedRows(statsAnswersOf(cells), await cells.count());
  }
}
