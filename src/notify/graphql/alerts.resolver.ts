import {
  Args,
  ArgsType,
  Context,
  Field,
  ID,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
} from '@nestjs/graphql';
import { addFields } from '../../answer/graphql/add-fields';
import { QuestionContext } from '../../answer/graphql/limits/question-context';
import { Requires } from '../../answer/graphql/requires';
import { instantOf, UTC } from '../../answer/measures/calendar/range-input';
import type { TimeInput } from '../../answer/measures/calendar/instant';
import type { Caller } from '../../platform/access/caller';
import { AlertChanges, CHANGE_COLUMNS } from '../lists/alert-changes';
import type { ListedChange } from '../lists/alert-changes';
import { AlertChoosing } from '../lists/alert-choosing';
import { ALERT_COLUMNS, AlertList } from '../lists/alert-list';
import type { ListedAlert } from '../lists/alert-list';

@ObjectType('Alert', { description: 'An alert of the rules as it is now, for one thing that it is about.' })
class AlertType {}
addFields(AlertType, ALERT_COLUMNS);

@ObjectType('AlertChange', { description: 'What an alert came to at a time, and how.' })
class AlertChangeType {}
addFields(AlertChangeType, CHANGE_COLUMNS);

@ArgsType()
class AlertChangesArgs {
  @Field(() => ID, {
    nullable: true,
    description: '`notice` of a notification: what it said, with what came before and since.',
  })
  notice?: string | null;

  @Field(() => String, { nullable: true, description: 'Of all if left out.' })
  rule?: string | null;

  @Field(() => String, { nullable: true, description: 'What of the rule. All if left out.' })
  about?: string | null;

  @Field(() => Int, { defaultValue: 100, nullable: true })
  limit?: number | null;
}

@ArgsType()
class AlertArgs {
  @Field(() => String, { description: 'Its name in the rules.' })
  rule!: string;

  @Field(() => String, {
    defaultValue: '',
    nullable: true,
    description: 'What of it, such as an account. All that it is about if left out.',
  })
  about?: string | null;
}

@ArgsType()
class MuteArgs extends AlertArgs {
  @Field(() => Date, { description: 'A date is the beginning of its day in `timezone`.' })
  until!: TimeInput;

  @Field(() => String, { defaultValue: UTC, nullable: true })
  timezone?: string | null;
}

/** How alerts are, and who is to be told of them. */
@Resolver()
export class AlertsResolver {
  constructor(
    private readonly list: AlertList,
    private readonly changes: AlertChanges,
    private readonly choosing: AlertChoosing,
  ) {}

  @Requires('notify', 'teams')
  @Query(() => [AlertType], { description: 'The alerts of the rules as they are now.' })
  alerts(@Context() { caller }: QuestionContext): Promise<ListedAlert[]> {
    return this.list.within(caller.bounds);
  }

  @Requires('notify', 'teams')
  @Query(() => [AlertChangeType], {
    description: 'What alerts came to, and by which figures and rule: the latest first. Kept for 400 days.',
  })
  alertChanges(
    @Args() { notice, rule, about, limit }: AlertChangesArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<ListedChange[]> {
    const asked = {
      ...(notice != null && { notice }),
      ...(rule != null && { rule }),
      ...(about != null && { about }),
    };
    return this.changes.of(asked, limit ?? 100, caller.bounds);
  }

  @Requires('notify', 'teams')
  @Mutation(() => [AlertType], {
    description: 'Nothing is told of an alert for a while. Answers with the alerts of the rule.',
  })
  async muteAlert(
    @Args() { rule, about, until, timezone }: MuteArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<ListedAlert[]> {
    const end = new Date(instantOf(until, timezone ?? UTC));
    await this.choosing.mute(rule, about ?? '', end, caller);
    return this.ofRule(rule, caller);
  }

  @Requires('notify', 'teams')
  @Mutation(() => [AlertType], {
    description: 'What is still so is told from now on. Answers with the alerts of the rule.',
  })
  async unmuteAlert(
    @Args() { rule, about }: AlertArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<ListedAlert[]> {
    await this.choosing.unmute(rule, about ?? '', caller);
    return this.ofRule(rule, caller);
  }

  @Requires('notify', 'teams')
  @Mutation(() => [AlertType], {
    description:
      'Somebody knows of an alert that is firing: only its end is told. Answers with the alerts of the rule.',
  })
  async acknowledgeAlert(
    @Args() { rule, about }: AlertArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<ListedAlert[]> {
    await this.choosing.acknowledge(rule, about ?? '', caller);
    return this.ofRule(rule, caller);
  }

  private async ofRule(rule: string, { bounds }: Caller): Promise<ListedAlert[]> {
    return (await this.list.within(bounds)).filter((alert) => alert.rule === rule);
  }
}
