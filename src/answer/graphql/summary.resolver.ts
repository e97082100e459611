import { Args, Context, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { DEFAULT_CLOCK } from '../measures/clock';
import { SENTENCE_COLUMNS } from '../measures/summary/summary-sentence';
import { SummaryService } from '../measures/summary/summary.service';
import type { Summary as WhatMatters } from '../measures/summary/summary.service';
import { addFields } from './add-fields';
import { Change, COMPARED, ComparedArgs } from './changes.resolver';
import { QuestionContext } from './limits/question-context';
import { Requires } from './requires';

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

@Resolver(() => Summary)
export class SummaryResolver {
  constructor(private readonly service: SummaryService) {}

  @Requires('numbers', 'everything')
  @Query(() => Summary, {
    description:
      'What matters, in at most three sentences as data. The change is the largest that is certain and matters, chosen among all by Benjamini and Hochberg at 5 %; a range that has not ended is compared as far as it is counted.',
  })
  summary(
    @Args() { compare, clock, ...question }: ComparedArgs,
    @Context() { budget, caller }: QuestionContext,
  ): Promise<WhatMatters> {
    const input = { ...question, compare: compare ?? COMPARED, clock: clock ?? DEFAULT_CLOCK };
    return this.service.ask(input, caller.bounds, budget);
  }
}
