import {
  Args,
  Context,
  Float,
  Info,
  ObjectType,
  Parent,
  Query,
  ResolveField,
  Resolver,
} from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { dimensionsUsed } from '../../measures/stats/dimensions';
import { measureOrEndNamed, MEASURES_WITH_ENDS } from '../../measures/registry/interval-ends';
import { requireMeasure } from '../../measures/registry/measures';
import { statsRequestOf } from '../../measures/stats/stats-input';
import { statsAnswersOf, BUCKET_COLUMNS, measureColumn } from '../../measures/stats/stats-columns';
import type { StatsAnswer } from '../../measures/stats/stats-columns';
import { StatsService } from '../../measures/stats/stats.service';
import { pacedRows } from '../limits/paced-rows';
import { QuestionContext } from '../limits/question-context';
import { selectedFields } from '../selected-fields';
import { StatsArgs } from './stats.args';
import { addFields } from '../add-fields';
import { Requires } from '../requires';

/** One bucket of one group. Its measures are fields that come from the registry of measures. */
@ObjectType('StatsRow')
class StatsRow {}
addFields(StatsRow, [...BUCKET_COLUMNS, ...MEASURES_WITH_ENDS.map(measureColumn)]);

/** A row, and which of its measures say nothing in it. */
type ShownAnswer = StatsAnswer & { readonly silent: ReadonlySet<string> };

function* withSilence(rows: Iterable<StatsAnswer>, silent: ReadonlySet<string>): Generator<ShownAnswer> {
  for (const row of rows) yield Object.assign(row, { silent });
}

@Resolver(() => StatsRow)
export class StatsResolver {
  constructor(private readonly stats: StatsService) {}

  @Requires('numbers', 'everything')
  @Query(() => [StatsRow], {
    name: 'stats',
    description: 'The measures by bucket of time and by group, sorted by both.',
  })
  async ask(
    @Args() args: StatsArgs,
    @Info() info: GraphQLResolveInfo,
    @Context() { budget, caller }: QuestionContext,
  ): Promise<readonly (ShownAnswer | Promise<ShownAnswer>)[]> {
    const { names, argumentsOf, count } = selectedFields(info);
    const figures = argumentsOf('figure').map(({ measure }) => requireMeasure(String(measure)));
    const selected = [...names].map(measureOrEndNamed).filter((measure) => measure !== undefined);
    const measures = [...new Set([...selected, ...figures])];
    const request = {
      ...statsRequestOf(args, measures, caller.bounds),
      areOperatorsNamed: names.has('operatorName'),
    };
    const cells = await this.stats.ask(request, budget, count);
    const used = dimensionsUsed(request);
    const silent = measures.filter(({ saysNothingBy }) => saysNothingBy.some((one) => used.includes(one)));
    const rows = withSilence(statsAnswersOf(cells), new Set(silent.map(({ name }) => name)));
    return pacedRows(rows, await cells.count());
  }

  @ResolveField(() => Float, {
    nullable: true,
    description:
      'A measure by its name, for those who show it: null where it says nothing in these groups or under this filter (`saysNothingBy` of `measures`).',
  })
  figure(@Parent() row: ShownAnswer, @Args('measure') name: string): number | null {
    return row.silent.has(name) ? null : (row[name] as number | null);
  }
}
