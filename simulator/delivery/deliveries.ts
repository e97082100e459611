import type { Happening, World } from '../world/model';
import type { WorldOptions } from '../world/world-options';
import { messageResource, userResource } from './resources';

/** One webhook request to be: its body, for which account, and the moment (UTC milliseconds) it tells of. */
export interface Delivery {
  readonly account: string;
  readonly body: Buffer;
  readonly at: number;
}

/** A delivery and what it tells of. */
export interface WorldDelivery extends Delivery {
  readonly happening: Happening;
}

/**
 * The webhook deliveries of a world, by time, each once.
 * @param namesChats whether messages of operators come with the user, and so name their chat: "a payload holds a
 *   message and/or a user resource"
 */
export function deliveriesOf(
  {
    happenings,
    options: { account },
  }: Pick<World, 'happenings'> & { options: Pick<WorldOptions, 'account'> },
  namesChats = false,
): WorldDelivery[] {
  return happenings.map((happening) => ({
    happening,
    account,
    body: Buffer.from(JSON.stringify(bodyOf(happening, namesChats))),
    at: happening.at,
  }));
}

/** `data` is the resource that the event is about. */
function bodyOf(happening: Happening, namesChats: boolean): object {
  const { eventType, visitor, message } = happening;
  if (eventType === 'user.rated') return ratedBodyOf(happening);
  const data = message === undefined ? userResource(visitor) : messageResource(message, null);
  const isUnnamed = message !== undefined && message.sender.kind !== 'visitor';
  return { data, ...(namesChats && isUnnamed && { user: userResource(visitor) }), event_type: eventType };
}

/**
 * What a rating's delivery looks like is not documented; "a payload holds a message and/or a user resource": this
 * plays the message beside the user, both inside of `data`, and the stars on the user where there is no message.
 */
function ratedBodyOf({ eventType, visitor, message, rating }: Happening): object {
  const user = userResource(visitor);
  if (message === undefined) return { data: { ...user, rating }, event_type: eventType };
  const rated = messageResource(message, rating ?? null);
  return message.id % 2 === 0
    ? { data: user, message: rated, event_type: eventType }
    : { data: { user, message: rated }, event_type: eventType };
}
