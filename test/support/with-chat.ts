import type { WorldDelivery } from '../../simulator/delivery/deliveries';
import { messageOfChat } from './message-of-chat';

/** The body of a delivery, of which every message names its chat. */
export function withChat({ happening, body }: WorldDelivery): Buffer {
  if (happening.eventType !== 'message.created') return body;
  const { data } = JSON.parse(body.toString()) as { data: object };
  return messageOfChat(happening.visitor.id, data);
}
