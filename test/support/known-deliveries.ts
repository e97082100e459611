import type { Delivery } from '../../simulator/delivery/deliveries';
import { deliveriesOf } from '../../simulator/delivery/deliveries';
import { userResource } from '../../simulator/delivery/resources';
import type { Knowledge } from '../../simulator/world/known-chat';
import type { World } from '../../simulator/world/model';

/**
 * The deliveries that would tell as much as webhooks and API do together: those that came, and of every chat that
 * the API gives its creation and each of its messages, with the chat's id beside it.
 */
export function knownDeliveriesOf(world: World, { isDelivered, isReadable }: Knowledge): Delivery[] {
  const { chats, options } = world;
  const creations = chats
    .filter(({ visitor }) => isReadable(visitor.id))
    .map(({ visitor }) => ({
      account: options.account,
      at: visitor.createdAt,
      body: Buffer.from(JSON.stringify({ data: userResource(visitor), event_type: 'user.created' })),
    }));
  const others = deliveriesOf(world).flatMap(({ happening, ...delivery }) => {
    const isMessage = happening.eventType === 'message.created';
    if (isMessage && isReadable(happening.visitor.id)) return [withChat(delivery, happening.visitor.id)];
    return isDelivered(happening) ? [delivery] : [];
  });
  return [...creations, ...others];
}

function withChat(delivery: Delivery, id: number): Delivery {
  const envelope = JSON.parse(delivery.body.toString()) as { data: object };
  const body = JSON.stringify({ ...envelope, data: { ...envelope.data, user_id: id } });
  return { ...delivery, body: Buffer.from(body) };
}
