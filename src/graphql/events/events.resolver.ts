import { Args, Query, Resolver } from '@nestjs/graphql';
import { DEFAULT_ACCOUNT } from '../../config/read-settings';
import { EventListService } from '../../measures/events/event-list.service';
import { ChatEvent, chatEventOf } from './chat-event.type';
import { ChatEventsArgs, EventsArgs } from './events.args';

@Resolver(() => ChatEvent)
export class EventsResolver {
  constructor(private readonly eventList: EventListService) {}

  @Query(() => [ChatEvent], {
    description: 'Raw events by time of first receipt, oldest first, page by page.',
  })
  async events(@Args() { from, to, types, limit, offset }: EventsArgs): Promise<ChatEvent[]> {
    const range = { from: from.getTime(), to: to.getTime() };
    const page = { limit: limit ?? 100, offset: offset ?? 0 };
    return (await this.eventList.received(range, types ?? [], page)).map(chatEventOf);
  }

  @Query(() => [ChatEvent], { description: 'Every event of one chat, oldest first, page by page.' })
  async chatEvents(@Args() { account, chatId, limit, offset }: ChatEventsArgs): Promise<ChatEvent[]> {
    const page = { limit: limit ?? 1000, offset: offset ?? 0 };
    return (await this.eventList.ofChat(account ?? DEFAULT_ACCOUNT, chatId, page)).map(chatEventOf);
  }
}
