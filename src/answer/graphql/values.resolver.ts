import { Args, ArgsType, Context, Field, Int, Query, Resolver } from '@nestjs/graphql';
import { instantOf, UTC } from '../measures/calendar/range-input';
import type { TimeInput } from '../measures/calendar/instant';
import { LATEST_MS } from '../measures/calendar/time-range';
import { textOrEncoded } from '../measures/encoded-text';
import { ValueListsService } from '../lists/values/value-lists.service';
import { NamedValue } from './service/measure-info.type';
import { QuestionContext } from './limits/question-context';
import { Requires } from './requires';

@ArgsType()
class OperatorsArgs {
  @Field(() => Date, { nullable: true })
  from?: TimeInput | null;

  @Field(() => Date, { nullable: true })
  to?: TimeInput | null;
}

@ArgsType()
class PagesArgs extends OperatorsArgs {
  @Field(() => Int, { defaultValue: 100, nullable: true })
  limit?: number | null;
}

@ArgsType()
class AttributeValuesArgs {
  @Field(() => String)
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name percent-encoded; then `name` is empty.',
  })
  encodedName?: string | null;

  @Field(() => Int, { defaultValue: 100, nullable: true })
  limit?: number | null;
}

/** Lists of values, as menus need them. */
@Resolver(() => NamedValue)
export class ValuesResolver {
  constructor(private readonly lists: ValueListsService) {}

  @Requires('numbers', 'teams')
  @Query(() => [NamedValue], { description: 'Operators who did anything on the days of a range.' })
  operators(@Args() range: OperatorsArgs, @Context() { caller }: QuestionContext): Promise<NamedValue[]> {
    return this.lists.operators(rangeOf(range), caller.bounds);
  }

  @Requires('numbers', 'teams')
  @Query(() => [NamedValue], { description: 'The pages on which most episodes started, at most `limit`.' })
  pages(
    @Args() { limit, ...range }: PagesArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<NamedValue[]> {
    return this.lists.pages(rangeOf(range), limit ?? 100, caller.bounds);
  }

  @Requires('numbers', 'teams')
  @Query(() => [NamedValue], { description: 'Names of user attributes that any episode has.' })
  attributeNames(@Context() { caller }: QuestionContext): Promise<NamedValue[]> {
    return this.lists.attributeNames(caller.bounds);
  }

  @Requires('numbers', 'teams')
  @Query(() => [NamedValue], { description: 'The values that most episodes have, at most `limit`.' })
  attributeValues(
    @Args() { name, encodedName, limit }: AttributeValuesArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<NamedValue[]> {
    const asked = textOrEncoded(['name', name], ['encodedName', encodedName]) ?? '';
    return this.lists.attributeValues(asked, limit ?? 100, caller.bounds);
  }
}

function rangeOf({ from, to }: OperatorsArgs): { from: number; to: number } {
  return { from: from ? instantOf(from, UTC) : 0, to: to ? instantOf(to, UTC) : LATEST_MS };
}
