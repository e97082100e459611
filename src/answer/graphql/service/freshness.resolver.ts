import { Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AnswerErrors } from '../../measures/answer-errors';
import { ReceiverUnknown } from '../../freshness/receiver-unknown';
import { WarningsService } from '../../freshness/warnings.service';
import { AwayShards } from '../../shards/away-shards';
import { asPartOf } from '../../shards/current-question';
import { graphqlError } from '../errors';
import type { QuestionContext } from '../limits/question-context';
import { Requires } from '../requires';
import { Freshness, KeptSince, RebuildProgress, ReceivedType } from './freshness.type';

/**
 * The parts of freshness that say what is missing. Each is asked for only where it is selected, and waits for its turn
 * among the operation's other questions: Nest's interceptors and filters are for root fields alone.
 */
@Resolver(() => Freshness)
export class FreshnessResolver {
  constructor(
    private readonly warnings: WarningsService,
    private readonly errors: AnswerErrors,
    private readonly away: AwayShards,
  ) {}

  @Requires('any', 'service')
  @ResolveField(() => [ReceivedType], {
    description: 'By account and event type: what the webhook subscriptions deliver.',
  })
  received(@Context() question: QuestionContext, @Parent() freshness: Freshness): Promise<ReceivedType[]> {
    return this.ask(question, freshness, () => this.warnings.receivedTypes(question.caller.bounds));
  }

  @Requires('any', 'service')
  @ResolveField(() => [KeptSince], {
    description: 'The accounts of which not everything is kept, and since when what is.',
  })
  kept(@Context() question: QuestionContext, @Parent() freshness: Freshness): Promise<KeptSince[]> {
    return this.ask(question, freshness, () => this.warnings.keptSince(question.caller.bounds));
  }

  @Requires('any', 'service')
  @ResolveField(() => Int, {
    description: 'Deliveries of the last seven days that could not be read as events: see `deliveries`.',
  })
  deliveriesNotUnderstood(
    @Context() question: QuestionContext,
    @Parent() freshness: Freshness,
  ): Promise<number> {
    return this.ask(question, freshness, () =>
      this.warnings.deliveriesNotUnderstood(question.caller.bounds.accounts),
    );
  }

  @Requires('any', 'service')
  @ResolveField(() => Int, {
    description:
      'State events of the last seven days dated before a message of their chat that was received before them.',
  })
  stateEventsDatedBefore(
    @Context() question: QuestionContext,
    @Parent() freshness: Freshness,
  ): Promise<number> {
    return this.ask(question, freshness, () =>
      this.warnings.stateEventsDatedBefore(question.caller.bounds.accounts),
    );
  }

  @Requires('any', 'service')
  @ResolveField(() => Boolean, {
    description:
      'The copilot was switched on in many chats of the last seven days, but none of its messages is recognised: set `COPILOT_IDS`.',
  })
  copilotUnrecognised(
    @Context() question: QuestionContext,
    @Parent() freshness: Freshness,
  ): Promise<boolean> {
    return this.ask(question, freshness, () =>
      this.warnings.isCopilotUnrecognised(question.caller.bounds.accounts),
    );
  }

  @ResolveField(() => Boolean, {
    description:
      'Settings or rules that shape the numbers, or the definitions, have changed since the numbers were computed. The service recomputes them in the background: see `rebuild`.',
  })
  rebuildDue(@Context() question: QuestionContext, @Parent() freshness: Freshness): Promise<boolean> {
    return this.ask(question, freshness, () => this.warnings.isRebuildDue(question.caller.bounds.accounts));
  }

  @ResolveField(() => Boolean, {
    description:
      'Some numbers are of changed definitions, and the others of those before: what cannot be kept while all are recomputed. Changed settings and rules never mix.',
  })
  numbersMixed(@Context() question: QuestionContext, @Parent() freshness: Freshness): Promise<boolean> {
    return this.ask(question, freshness, () =>
      this.warnings.areNumbersMixed(question.caller.bounds.accounts),
    );
  }

  @Requires('any', 'service')
  @ResolveField(() => RebuildProgress, {
    nullable: true,
    description:
      'How far the recomputation of all numbers is; until it is done, they are what they were. Null: none goes on.',
  })
  rebuild(
    @Context() question: QuestionContext,
    @Parent() freshness: Freshness,
  ): Promise<RebuildProgress | null> {
    return this.ask(
      question,
      freshness,
      async () => (await this.warnings.rebuildUnderWay(question.caller.bounds.accounts)) ?? null,
    );
  }

  @Requires('operate')
  @ResolveField(() => [String], {
    description:
      'What is wrong with the file of rules (`analytics.yaml`) as it is now: those that were read before remain in force. Empty: nothing.',
  })
  rulesProblems(): readonly string[] {
    return this.warnings.rulesProblems();
  }

  @Requires('any', 'service')
  @ResolveField(() => Int, {
    description:
      'Accepted on disk, not yet in ClickHouse. An error where that is not known: `eventsOnDisk` is null then.',
  })
  eventsSpooled(@Parent() { eventsOnDisk }: Freshness): number {
    if (eventsOnDisk !== null) return eventsOnDisk;
    throw graphqlError(this.errors.contractErrorOf(new ReceiverUnknown('eventsOnDisk'), 'a GraphQL query'));
  }

  private async ask<Answer>(
    question: QuestionContext,
    { leftOut }: Pick<Freshness, 'leftOut'>,
    read: () => Promise<Answer>,
  ): Promise<Answer> {
    let leave: (() => void) | undefined;
    try {
      leave = await question.statements.enter(1, question.leaving);
      const isLeavingOut = leftOut.length > 0;
      const part = isLeavingOut ? await question.leavingOut(() => this.away.now()) : question.failing;
      return await asPartOf(part, read);
    } catch (error) {
      throw graphqlError(this.errors.contractErrorOf(error, 'a GraphQL query'));
    } finally {
      leave?.();
    }
  }
}
