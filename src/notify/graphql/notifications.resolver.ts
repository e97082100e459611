import { Args, ArgsType, Context, Field, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { addFields } from '../../answer/graphql/add-fields';
import { enumType } from '../../answer/graphql/enum-type';
import { QuestionContext } from '../../answer/graphql/limits/question-context';
import { Requires } from '../../answer/graphql/requires';
import { resolveRange, UTC } from '../../answer/measures/calendar/range-input';
import type { TimeInput } from '../../answer/measures/calendar/instant';
import { resolveListPage } from '../../answer/measures/list-page';
import { NOTIFICATION_COLUMNS, NOTIFICATION_STATES, NotificationList } from '../lists/notification-list';
import type { ListedNotification, NotificationState } from '../lists/notification-list';

@ObjectType('Notification', { description: 'What one receiver is, was, or was not told.' })
class NotificationType {}
addFields(NotificationType, NOTIFICATION_COLUMNS);

const states = enumType(NOTIFICATION_STATES);

@ArgsType()
class NotificationsArgs {
  @Field(() => Date)
  from!: TimeInput;

  @Field(() => Date)
  to!: TimeInput;

  @Field(() => [String], { defaultValue: [], nullable: true, description: 'All for an empty list.' })
  rules?: string[] | null;

  @Field(() => [String], { defaultValue: [], nullable: true, description: 'All for an empty list.' })
  channels?: string[] | null;

  @Field(() => [states], { defaultValue: [], nullable: true, description: 'All for an empty list.' })
  states?: NotificationState[] | null;

  @Field(() => Int, { defaultValue: 100, nullable: true })
  limit?: number | null;

  @Field(() => Int, { defaultValue: 0, nullable: true })
  offset?: number | null;
}

/** What people are told: docs/notifications.md. */
@Resolver()
export class NotificationsResolver {
  constructor(private readonly list: NotificationList) {}

  @Requires('notify', 'teams')
  @Query(() => [NotificationType], {
    description: 'What was told to whom, why, and what became of it: the latest first, page by page.',
  })
  notifications(
    @Args() args: NotificationsArgs,
    @Context() { caller }: QuestionContext,
  ): Promise<ListedNotification[]> {
    const { rules, channels, states: chosen } = args;
    const choice = { rules: rules ?? [], channels: channels ?? [], states: chosen ?? [] };
    return this.list.page(resolveRange(args, UTC), choice, resolveListPage(args), caller.bounds);
  }
}
