import { Int, ResolveField, Resolver } from '@nestjs/graphql';
import { WarningsService } from '../../measures/freshness/warnings.service';
import { Freshness, ReceivedType } from './freshness.type';

/** The parts of freshness that say what is missing. Each is asked for only where it is selected. */
@Resolver(() => Freshness)
export class FreshnessResolver {
  constructor(private readonly warnings: WarningsService) {}

  @ResolveField(() => [ReceivedType], {
    description: "By account and event type: what the webhooks' subscriptions bring.",
  })
  received(): Promise<ReceivedType[]> {
    return this.warnings.receivedTypes();
  }

  @ResolveField(() => Int, {
    description: 'Deliveries of the last seven days that could not be read as events: see `deliveries`.',
  })
  deliveriesNotUnderstood(): Promise<number> {
    return this.warnings.deliveriesNotUnderstood();
  }

  @ResolveField(() => Int, {
    description:
      'State events of the last seven days dated before a message of their chat that was received before them.',
  })
  stateEventsDatedBefore(): Promise<number> {
    return this.warnings.stateEventsDatedBefore();
  }

  @ResolveField(() => Boolean, {
    description:
      'The copilot was switched on in many chats of the last seven days, and none of its messages is recognised: `COPILOT_IDS` names it.',
  })
  copilotUnrecognised(): Promise<boolean> {
    return this.warnings.isCopilotUnrecognised();
  }

  @ResolveField(() => Boolean, {
    description:
      'Settings that shape the numbers have changed since the numbers were computed: `npm run rebuild` computes them anew.',
  })
  rebuildDue(): Promise<boolean> {
    return this.warnings.isRebuildDue();
  }
}
