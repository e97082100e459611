import { Args, ArgsType, Context, Field, ID, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { ANNOTATION_COLUMNS, Annotations, MAX_LETTERS } from '../lists/annotations/annotations';
import type { Annotation, NewAnnotation } from '../lists/annotations/annotations';
import { instantOf, resolveRange } from '../measures/calendar/range-input';
import type { TimeInput } from '../measures/calendar/instant';
import { STATS_DEFAULTS } from '../measures/stats/stats-input';
import { addFields } from './add-fields';
import { QuestionContext } from './limits/question-context';
import { Requires } from './requires';

@ObjectType('Annotation', { description: 'What somebody wrote beside the figures.' })
class AnnotationType {}
addFields(AnnotationType, ANNOTATION_COLUMNS);

@ArgsType()
class AnnotationsArgs {
  @Field(() => Date)
  from!: TimeInput;

  @Field(() => Date)
  to!: TimeInput;

  @Field(() => String, { defaultValue: STATS_DEFAULTS.timezone, nullable: true })
  timezone?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Those that concern all accounts are there anyway. All if left out.',
  })
  accounts?: string[] | null;
}

@ArgsType()
class NewAnnotationArgs {
  @Field(() => Date, { description: 'A date is the beginning of its day in `timezone`.' })
  time!: TimeInput;

  @Field(() => Date, { nullable: true, description: 'Left out: it is a moment.' })
  endTime?: TimeInput | null;

  @Field(() => String, { description: `Up to ${MAX_LETTERS} letters, on one line.` })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Left out: it concerns all accounts.' })
  account?: string | null;

  @Field(() => String, { defaultValue: STATS_DEFAULTS.timezone, nullable: true })
  timezone?: string | null;
}

/** What people write beside the figures. */
@Resolver()
export class AnnotationsResolver {
  constructor(private readonly store: Annotations) {}

  @Requires('numbers', 'teams')
  @Query(() => [AnnotationType], { description: 'What people wrote beside the figures, by its time.' })
  annotations(
    @Args() { timezone, accounts, ...range }: AnnotationsArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<Annotation[]> {
    const zone = timezone ?? STATS_DEFAULTS.timezone;
    return this.store.list(resolveRange(range, zone), accounts ?? [], caller);
  }

  @Requires('annotate', 'teams')
  @Mutation(() => AnnotationType, { description: 'Writes something beside the figures.' })
  addAnnotation(
    @Args() args: NewAnnotationArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<Annotation> {
    return this.store.add(newAnnotationOf(args), caller);
  }

  @Requires('annotate', 'teams')
  @Mutation(() => AnnotationType, { description: 'Puts something else in the place of an annotation.' })
  changeAnnotation(
    @Args('id', { type: () => ID }) id: string,
    @Args() args: NewAnnotationArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<Annotation> {
    return this.store.change(id, newAnnotationOf(args), caller);
  }

  @Requires('annotate', 'teams')
  @Mutation(() => AnnotationType, { description: 'Takes an annotation away.' })
  removeAnnotation(
    @Args('id', { type: () => ID }) id: string,
    @Context() { caller }: QuestionContext,
  ): Promise<Annotation> {
    return this.store.remove(id, caller);
  }
}

function newAnnotationOf({ time, endTime, text, account, timezone }: NewAnnotationArgs): NewAnnotation {
  const zone = timezone ?? STATS_DEFAULTS.timezone;
  return {
    ...{ text, account: account ?? null, time: new Date(instantOf(time, zone)) },
    endTime: endTime ? new Date(instantOf(endTime, zone)) : null,
  };
}
