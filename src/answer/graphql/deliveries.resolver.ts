import { Inject } from '@nestjs/common';
import {
  Args,
  Context,
  Info,
  Query,
  Resolver,
  ArgsType,
  Field,
  ID,
  Int,
  ObjectType,
  registerEnumType,
} from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { chatLinkOf } from '../../platform/rules/rules';
import type { Rules } from '../../platform/rules/rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { LINK_COLUMN } from '../measures/columns/shared-columns';
import { resolveRange, UTC } from '../measures/calendar/range-input';
import { DeliveryListService } from '../lists/events/delivery-list.service';
import type { ListedDelivery } from '../lists/events/delivery-list.service';
import { accountsWithin } from '../measures/stats/list-bounds';
import { resolveListPage } from '../measures/list-page';
import { bodyLimit } from './limits/body-fields';
import { QuestionContext } from './limits/question-context';
import { EventsArgs } from './events.resolver';
import { Requires } from './requires';

export enum DeliverySource {
  WEBHOOK = 'WEBHOOK',
  API = 'API',
}

registerEnumType(DeliverySource, {
  name: 'DeliverySource',
  description: 'How it came from SignalZen.',
  valuesMap: {
    WEBHOOK: { description: 'Sent to the webhook.' },
    API: { description: "Read from SignalZen's API, because no webhook had delivered it." },
  },
});

@ObjectType('Delivery')
class Delivery {
  @Field(() => ID)
  id!: string;

  @Field()
  account!: string;

  @Field(() => DeliverySource)
  source!: DeliverySource;

  @Field(() => ID, { description: 'The same for all deliveries of one event.' })
  eventId!: string;

  @Field({ description: 'As SignalZen names it; empty when the body names none.' })
  type!: string;

  @Field(() => ID, { nullable: true, description: 'Null when the event does not name its chat.' })
  chatId!: string | null;

  @Field()
  receivedAt!: Date;

  @Field()
  occurredAt!: Date;

  @Field(() => ID, {
    nullable: true,
    description:
      'The first delivery of the same event; null for that one itself, and until the first one is rolled up.',
  })
  copyOf!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the body could not be read as an event, or not as far as figures need it: not_json, not_an_object, no_event_type, no_resource, no_message, no_message_id, no_chat or no_rating.',
  })
  parseError!: string | null;

  @Field(() => Int, { description: 'Length of the body; 0 where it is gone.' })
  bytes!: number;

  @Requires('texts')
  @Field(() => String, {
    nullable: true,
    description:
      'The body as SignalZen sent it; null after erasure, or where texts are not kept for so long: see `freshness.kept`.',
  })
  payload!: string | null;

  @Field(() => String, { nullable: true, description: LINK_COLUMN.description })
  link!: string | null;
}

function deliveryOf(listed: ListedDelivery, rules: Rules): Delivery {
  const chatId = listed.chat_id === '' ? null : listed.chat_id;
  return {
    id: listed.delivery_id,
    account: listed.account,
    source: listed.source === 'api' ? DeliverySource.API : DeliverySource.WEBHOOK,
    eventId: listed.event_id,
    type: listed.event_type,
    chatId,
    receivedAt: new Date(listed.received_at),
    occurredAt: new Date(listed.occurred_at),
    copyOf: listed.copy_of === '' ? null : listed.copy_of,
    parseError: listed.parse_error === '' ? null : listed.parse_error,
    bytes: Number(listed.bytes),
    payload: listed.body,
    link: chatLinkOf(rules, listed.account, chatId),
  };
}

@ArgsType()
class DeliveriesArgs extends EventsArgs {
  @Field(() => String, { nullable: true, description: 'Of this account only.' })
  account?: string | null;
}

@Resolver(() => Delivery)
export class DeliveriesResolver {
  constructor(
    private readonly deliveryList: DeliveryListService,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  @Requires('contacts', 'accounts')
  @Query(() => [Delivery], {
    description: 'Every delivery by time of receipt, copies included, in the order of receipt, page by page.',
  })
  async deliveries(
    @Args() args: DeliveriesArgs,
    @Info() info: GraphQLResolveInfo,
    @Context() question: QuestionContext,
  ): Promise<Delivery[]> {
    const asked = args.account === null || args.account === undefined ? [] : [args.account];
    const filter = { accounts: accountsWithin(asked, question.caller.bounds), types: args.types ?? [] };
    const bodies = bodyLimit(info, question);
    const found = await this.deliveryList.received(
      resolveRange(args, UTC),
      filter,
      resolveListPage(args),
      bodies,
    );
    const rules = this.rules.current;
    return found.map((one) => deliveryOf(one, rules));
  }
}
