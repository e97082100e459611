import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import type { ListedDelivery } from '../../lists/events/delivery-list.service';

export enum DeliverySource {
  WEBHOOK = 'WEBHOOK',
  API = 'API',
}

registerEnumType(DeliverySource, {
  name: 'DeliverySource',
  description: 'How it came from SignalZen.',
  valuesMap: {
    WEBHOOK: { description: 'Sent to the webhook.' },
    API: { description: "Read from SignalZen's API, because no webhook had told it." },
  },
});

@ObjectType('Delivery')
export class Delivery {
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

  @Field(() => ID, { nullable: true, description: 'Null when the event does not tell its chat.' })
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

  @Field(() => Int, { description: 'Length of the body; 0 after erasure.' })
  bytes!: number;

  @Field(() => String, { nullable: true, description: 'The body as SignalZen sent it; null after erasure.' })
  payload!: string | null;
}

export function deliveryOf(listed: ListedDelivery): Delivery {
  return {
    id: listed.delivery_id,
    account: listed.account,
    source: listed.source === 'api' ? DeliverySource.API : DeliverySource.WEBHOOK,
    eventId: listed.event_id,
    type: listed.event_type,
    chatId: listed.chat_id === '' ? null : listed.chat_id,
    receivedAt: new Date(listed.received_at),
    occurredAt: new Date(listed.occurred_at),
    copyOf: listed.copy_of === '' ? null : listed.copy_of,
    parseError: listed.parse_error === '' ? null : listed.parse_error,
    bytes: Number(listed.bytes),
    payload: listed.body,
  };
}
