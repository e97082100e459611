import { Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { RulesOfNumbers } from '../../compute/facts/rules-of-numbers';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import type { ReadEvent } from '../lists/events/chat-event';
import { eventFactsOf } from '../lists/events/event-facts';
import type { EventFacts } from '../lists/events/event-facts';
import { joinedNames, namesColumn } from '../measures/columns/shared-columns';
import { teamLookup } from '../measures/stats/teams';
import { ChatEventType } from './events.resolver';
import { Requires } from './requires';

/** Who did what an event tells, and what was written. Bodies are read only when that is asked for. */
@Resolver(() => ChatEventType)
export class EventFactsResolver {
  private readonly known = new WeakMap<ReadEvent, EventFacts>();

  constructor(
    private readonly rules: RulesInForce,
    private readonly numbers: RulesOfNumbers,
  ) {}

  @ResolveField(() => String, {
    description:
      "Who wrote the message that the event brings or is about: visitor, operator, copilot or proactive; '' if there is none.",
  })
  author(@Parent() event: ReadEvent): string {
    return this.factsOf(event).author;
  }

  @Requires('texts')
  @ResolveField(() => String, {
    description:
      "The author's name, else that of the visitor whose chat it is; '' if the body does not say, or after erasure.",
  })
  name(@Parent() event: ReadEvent): string {
    return this.factsOf(event).name;
  }

  @ResolveField(() => Int, { nullable: true, description: 'Stars.' })
  rating(@Parent() event: ReadEvent): number | null {
    return this.factsOf(event).rating;
  }

  @Requires('texts')
  @ResolveField(() => String, {
    nullable: true,
    description:
      'What was written; null if nothing was, after erasure, or where texts are not kept for so long: see `freshness.kept`.',
  })
  text(@Parent() event: ReadEvent): string | null {
    return this.factsOf(event).text;
  }

  @ResolveField(() => String, {
    description: namesColumn('teams', 'The teams of the operator who wrote').description,
  })
  teams(@Parent() event: ReadEvent): string {
    const { author } = this.factsOf(event);
    const lookUp = teamLookup(this.rules.current.teams);
    return author === 'operator' ? joinedNames(lookUp(event.account, event.read.senderId)) : '';
  }

  /** A body is read once, however many fields are asked for. */
  private factsOf(event: ReadEvent): EventFacts {
    let facts = this.known.get(event);
    if (facts === undefined) {
      facts = eventFactsOf(event, this.numbers.copilots);
      this.known.set(event, facts);
    }
    return facts;
  }
}
