import type { Chat, Happening } from './model';

/** What of a world can be known to whoever counts it. */
export interface Knowledge {
  /** Whether a webhook reported it. */
  readonly isDelivered: (happening: Happening) => boolean;
  /** Whether SignalZen's API gives this visitor and all their messages. */
  readonly isReadable: (visitorId: number) => boolean;
  /** Whether webhooks name the chat of every message; default: of visitors' messages alone. */
  readonly areChatsNamed?: boolean;
}

/** All deliveries came, and nobody asks the API. */
export const DELIVERED_BY_WEBHOOKS: Knowledge = { isDelivered: () => true, isReadable: () => false };

/** What is known of one chat, by time. */
export interface KnownChat {
  readonly inside: readonly Happening[];
  /** Messages of which nobody can tell to which chat they belong. */
  readonly unlinked: readonly Happening[];
}

/**
 * The API gives back a creation and every message, with its chat, but no close, no rating's time, nothing that
 * happened to the copilot. Without it, a message of anybody but the visitor names no chat.
 */
export function knownChat(
  { visitor, happenings }: Chat,
  { isDelivered, isReadable, areChatsNamed = false }: Knowledge,
): KnownChat {
  if (isReadable(visitor.id)) {
    const creation = { at: visitor.createdAt, eventType: 'user.created', visitor };
    const later = happenings.filter(
      (happening) =>
        isMessage(happening) || (happening.eventType !== 'user.created' && isDelivered(happening)),
    );
    return { inside: [creation, ...later], unlinked: [] };
  }
  const delivered = happenings.filter(isDelivered);
  if (areChatsNamed) return { inside: delivered, unlinked: [] };
  return {
    inside: delivered.filter(namesItsChat),
    unlinked: delivered.filter((happening) => !namesItsChat(happening)),
  };
}

function isMessage({ eventType }: Happening): boolean {
  return eventType === 'message.created';
}

function namesItsChat(happening: Happening): boolean {
  return !isMessage(happening) || happening.message?.sender.kind === 'visitor';
}
