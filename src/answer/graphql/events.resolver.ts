import { Inject } from '@nestjs/common';
import { Args, Context, Info, Query, Resolver, ObjectType, ArgsType, Field, ID, Int } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { DEFAULT_ACCOUNT } from '../../platform/config/read-settings';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { resolveRange, UTC } from '../measures/calendar/range-input';
import type { ReadEvent } from '../lists/events/chat-event';
import { CHAT_EVENT_COLUMNS } from '../lists/events/chat-event';
import { EventListService } from '../lists/events/event-list.service';
import { requireChat } from '../lists/events/require-chat';
import { resolveListPage } from '../measures/list-page';
import { accountsWithin } from '../measures/stats/list-bounds';
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
  constructor(
    private readonly eventList: EventListService,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  @Requires('contacts', 'accounts')
  @Query(() => [ChatEventType], {
    description: 'Raw events by time of first receipt, oldest first, page by page.',
  })
  events(
    @Args() { types, ...input }: EventsArgs,
    @Info() info: GraphQLResolveInfo,
    @Context() question: QuestionContext,
  ): Promise<ReadEvent[]> {
    const bodies = bodyLimit(info, question);
    const filter = { types: types ?? [], accounts: accountsWithin([], question.caller.bounds) };
    return this.eventList.received(resolveRange(input, UTC), filter, resolveListPage(input), bodies);
  }

  @Requires('contacts', 'teams')
  @Query(() => [ChatEventType], { description: 'Every event of one chat, oldest first, page by page.' })
  async chatEvents(
    @Args() { account: asked, chatId, ...page }: ChatEventsArgs,
    @Info() info: GraphQLResolveInfo,
    @Context() question: QuestionContext,
  ): Promise<ReadEvent[]> {
    const bodies = bodyLimit(info, question);
    const account = asked ?? DEFAULT_ACCOUNT;
    const within = { bounds: question.caller.bounds, teams: this.rules.current.teams };
    await requireChat({ account, chatId }, within, this.eventList);
    return this.eventList.ofChat(account, chatId, resolveListPage(page, 1000), bodies);
  }
}
