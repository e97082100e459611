import { Args, ArgsType, Context, Field, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import type { Comparison } from '../measures/calendar/calendar-shift';
import type { TimeInput } from '../measures/calendar/instant';
import { DEFAULT_CLOCK } from '../measures/clock';
import type { Clock } from '../measures/clock';
import { STATS_DEFAULTS } from '../measures/stats/stats-input';
import { SENTENCE_COLUMNS } from '../measures/summary/summary-sentence';
import { SummaryService } from '../measures/summary/summary.service';
import type { Summary as WhatMatters } from '../measures/summary/summary.service';
import { addFields } from './add-fields';
import { Change, COMPARED, comparisons } from './changes.resolver';
import { QuestionContext } from './limits/question-context';
import { Requires } from './requires';
import { clocks, DAYS_BEFORE, StatsFilter } from './stats/stats.args';

@ObjectType('SummarySentence', {
  description: 'A sentence as data: what it says, how sure, and where more is.',
})
class SummarySentence {}
addFields(SummarySentence, SENTENCE_COLUMNS);

@ObjectType({ description: 'What matters in a range.' })
class Summary {
  @Field(() => [SummarySentence], {
    description: 'At most three, in this order: who waits, what has changed, the targets.',
  })
  sentences!: SummarySentence[];

  @Field(() => [Change], {
    description: 'The changes among which the sentence was chosen; empty where nothing is compared.',
  })
  changes!: Change[];
}

@ArgsType()
class SummaryArgs {
  @Field(() => Date)
  from!: TimeInput;

  @Field(() => Date)
  to!: TimeInput;

  @Field(() => String, { defaultValue: STATS_DEFAULTS.timezone, nullable: true })
  timezone?: string | null;

  @Field(() => comparisons, { defaultValue: COMPARED, nullable: true })
  compare?: Comparison | 'NONE' | null;

  @Field(() => Int, { nullable: true, description: DAYS_BEFORE })
  daysBefore?: number | null;

  @Field(() => StatsFilter, { nullable: true })
  filter?: StatsFilter | null;

  @Field(() => clocks, { defaultValue: DEFAULT_CLOCK, nullable: true })
  clock?: Clock | null;
}

@Resolver(() => Summary)
export class SummaryResolver {
  constructor(private readonly service: SummaryService) {}

  @Requires('numbers', 'everything')
  @Query(() => Summary, {
    description:
      'What matters, in at most three sentences as data. The change is the largest that is certain and matters, chosen among all by Benjamini and Hochberg at 5 %; a range that has not ended is compared as far as it is counted.',
  })
  summary(
    @Args() { compare, clock, ...question }: SummaryArgs,
    @Context() { budget, caller }: QuestionContext,
  ): Promise<WhatMatters> {
    const input = { ...question, compare: compare ?? COMPARED, clock: clock ?? DEFAULT_CLOCK };
    return this.service.ask(input, caller.bounds, budget);
  }
}
