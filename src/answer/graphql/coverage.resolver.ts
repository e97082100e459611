import { Args, ArgsType, Context, Field, Float, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { resolveRange, UTC } from '../measures/calendar/range-input';
import type { TimeInput } from '../measures/calendar/instant';
import { CoverageService, coverageOf } from '../freshness/coverage.service';
import type { CoverageDay as Counts } from '../freshness/coverage.service';
import { accountsWithin } from '../measures/stats/list-bounds';
import { QuestionContext } from './limits/question-context';
import { Requires } from './requires';

@ObjectType('CoverageDay', {
  description:
    "What SignalZen's API shows for one UTC day, in the chats that were compared, and how much of that came by webhook. The rest was read from the API and is in all numbers.",
})
export class CoverageDay {
  @Field()
  account!: string;

  @Field({ description: 'UTC, such as 2026-03-31.' })
  day!: string;

  @Field(() => Float, {
    nullable: true,
    description:
      'The share of what the API shows that came by webhook, chats and messages together; 1 is complete.',
  })
  coverage!: number | null;

  @Field(() => Int, { description: 'Chats created on that day.' })
  chatsShown!: number;

  @Field(() => Int, { description: 'Of these, those that a webhook delivered.' })
  chatsReceived!: number;

  @Field(() => Int)
  messagesShown!: number;

  @Field(() => Int, { description: 'Of these, those that a webhook delivered.' })
  messagesReceived!: number;

  @Field(() => Int, { description: 'The others: read from the API.' })
  messagesRestored!: number;

  @Field({ description: 'The latest comparison of any chat of that day.' })
  comparedAt!: Date;
}

@ArgsType()
class CoverageArgs {
  @Field(() => Date)
  from!: TimeInput;

  @Field(() => Date)
  to!: TimeInput;

  @Field(() => [String], { nullable: true, description: 'All if left out.' })
  accounts?: string[] | null;
}

@Resolver(() => CoverageDay)
export class CoverageResolver {
  constructor(private readonly service: CoverageService) {}

  @Requires('numbers', 'accounts')
  @Query(() => [CoverageDay], {
    description:
      'How complete webhooks were, by UTC day and account; days without a comparison are left out.',
  })
  async coverage(
    @Args() { from, to, accounts }: CoverageArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<CoverageDay[]> {
    const days = await this.service.byDay(
      resolveRange({ from, to }, UTC),
      accountsWithin(accounts ?? [], caller.bounds),
    );
    return days.map(coverageDayOf);
  }
}

function coverageDayOf(counts: Counts): CoverageDay {
  return {
    ...counts,
    coverage: coverageOf([counts]),
    messagesRestored: counts.messagesShown - counts.messagesReceived,
  };
}
