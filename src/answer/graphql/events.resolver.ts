import { Args, Context, Info, Query, Resolver, ObjectType, ArgsType, Field, ID, Int } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { DEFAULT_ACCOUNT } from '../../platform/config/read-settings';
import { resolveRange, UTC } from '../measures/calendar/range-input';
import type { ReadEvent } from '../lists/events/chat-event';
import { CHAT_EVENT_COLUMNS } from '../lists/events/chat-event';
import { EventListService } from '../lists/events/event-list.service';
import { resolveListPage } from '../measures/list-page';
import { bodyLimit } from './limits/body-fields';
import { QuestionContext } from './limits/question-context';
import { addFields } from './add-fields';
import type { TimeInput } from '../measures/calendar/instant';
import { Requires } from './requires';

@ObjectType('ChatEvent')
export class ChatEventType {}
addFields(ChatEventType, CHAT_EVENT_COLUMNS);

@ArgsType()
export class EventsArgs {
  @Field(() => Date)
  from!: TimeInput;

  @Field(() => Date)
  to!: TimeInput;

  @Field(() => [String], { defaultValue: [], nullable: true, description: 'Event types; empty for all.' })
  types?: string[] | null;

  @Field(() => Int, { defaultValue: 100, nullable: true })
  limit?: number | null;

  @Field(() => Int, { defaultValue: 0, nullable: true })
  offset?: number | null;
}

@ArgsType()
class ChatEventsArgs {
  @Field(() => String, { defaultValue: 'default', nullable: true })
  account?: string | null;

  @Field(() => ID)
  chatId!: string;

  @Field(() => Int, { defaultValue: 1000, nullable: true })
  limit?: number | null;

  @Field(() => Int, { defaultValue: 0, nullable: true })
  offset?: number | null;
}

@Resolver(() => ChatEventType)
export class EventsResolver {
  constructor(private readonly eventList: EventListService) {}

  @Requires('contacts', 'nothing')
  @Query(() => [ChatEventType], {
    description: 'Raw events by time of first receipt, oldest first, page by page.',
  })
  events(
    @Args() { types, ...input }: EventsArgs,
    @Info() info: GraphQLResolveInfo,
    @Context() question: QuestionContext,
  ): Promise<ReadEvent[]> {
    const bodies = bodyLimit(info, question);
    return this.eventList.received(resolveRange(input, UTC), types ?? [], resolveListPage(input), bodies);
  }

  @Requires('contacts', 'nothing')
  @Query(() => [ChatEventType], { description: 'Every event of one chat, oldest first, page by page.' })
  chatEvents(
    @Args() { account, chatId, ...page }: ChatEventsArgs,
    @Info() info: GraphQLResolveInfo,
    @Context() question: QuestionContext,
  ): Promise<ReadEvent[]> {
    const bodies = bodyLimit(info, question);
    return this.eventList.ofChat(account ?? DEFAULT_ACCOUNT, chatId, resolveListPage(page, 1000), bodies);
  }
}
