import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import type { ListedEvent } from '../../measures/events/event-list.service';

@ObjectType('ChatEvent')
export class ChatEvent {
  @Field(() => ID)
  id!: string;

  @Field()
  account!: string;

  @Field(() => ID, { nullable: true, description: 'Null when the event does not tell its chat.' })
  chatId!: string | null;

  @Field({ description: 'As SignalZen names it; empty when the body names none.' })
  type!: string;

  @Field()
  occurredAt!: Date;

  @Field({ description: 'When its first delivery came in.' })
  receivedAt!: Date;

  @Field(() => Int, { description: 'How often the same event was delivered.' })
  deliveries!: number;

  @Field(() => String, { nullable: true, description: 'The body as SignalZen sent it; null after erasure.' })
  payload!: string | null;
}

export function chatEventOf(event: ListedEvent): ChatEvent {
  return {
    id: event.event_id,
    account: event.account,
    chatId: event.chat_id === '' ? null : event.chat_id,
    type: event.event_type,
    occurredAt: new Date(event.occurred_at),
    receivedAt: new Date(event.received_at),
    deliveries: Number(event.deliveries),
    payload: event.body,
  };
}
