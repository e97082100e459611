import { Args, Context, Info, Query, Resolver, ObjectType } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { measureNamed, MEASURES } from '../../measures/registry/measures';
import { statsRequestOf } from '../../measures/stats/stats-input';
import { statsAnswersOf, BUCKET_COLUMNS, measureColumn } from '../../measures/stats/stats-columns';
import type { StatsAnswer } from '../../measures/stats/stats-columns';
import { StatsService } from '../../measures/stats/stats.service';
import { pacedRows } from '../limits/paced-rows';
import { QuestionContext } from '../limits/question-context';
import { selectedFields } from '../selected-fields';
import { StatsArgs } from './stats.args';
import { addFields } from '../add-fields';

/** One bucket of one group. Its measures are fields that come from the registry of measures. */
@ObjectType('StatsRow')
class StatsRow {}
addFields(StatsRow, [...BUCKET_COLUMNS, ...MEASURES.map(measureColumn)]);

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
