import { Inject } from '@nestjs/common';
import { Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { SETTINGS } from '../../config/config.module';
import type { Settings } from '../../config/settings';
import type { ChatEvent } from '../../measures/events/chat-event';
import { eventFactsOf } from '../../measures/events/event-facts';
import type { EventFacts } from '../../measures/events/event-facts';
import { ChatEventType } from './chat-event.type';

/** What stands in the body of an event, for those who do not want all of it. Read only when it is asked for. */
@Resolver(() => ChatEventType)
export class EventFactsResolver {
  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'copilotIds'>) {}

  @ResolveField(() => String, {
    description:
      "Who wrote the message that the event brings or is about: visitor, operator, copilot or proactive; '' if there is none.",
  })
  author(@Parent() event: ChatEvent): string {
    return this.factsOf(event).author;
  }

  @ResolveField(() => String, {
    description: "What the author is called, else the visitor whose chat it is; '' if the body does not say.",
  })
  name(@Parent() event: ChatEvent): string {
    return this.factsOf(event).name;
  }

  @ResolveField(() => Int, { nullable: true, description: 'Stars.' })
  rating(@Parent() event: ChatEvent): number | null {
    return this.factsOf(event).rating;
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'What was written; null if nothing was, or after erasure.',
  })
  text(@Parent() event: ChatEvent): string | null {
    return this.factsOf(event).text;
  }

  private factsOf({ payload }: ChatEvent): EventFacts {
    return eventFactsOf(payload, this.settings.copilotIds);
  }
}
