import type { Chat, Happening } from './model';

/** What of a world can be known to whoever counts it. */
export interface Knowledge {
  /** Whether a webhook told of it. */
  readonly isTold: (happening: Happening) => boolean;
  /** Whether SignalZen's API gives this visitor and all their messages. */
  readonly isReadable: (visitorId: number) => boolean;
}

/** All deliveries came, and nobody asks the API. */
export const TOLD_BY_WEBHOOKS: Knowledge = { isTold: () => true, isReadable: () => false };

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
export function knownChat({ visitor, happenings }: Chat, { isTold, isReadable }: Knowledge): KnownChat {
  if (isReadable(visitor.id)) {
    const creation = { at: visitor.createdAt, eventType: 'user.created', visitor };
    const later = happenings.filter(
      (happening) => isMessage(happening) || (happening.eventType !== 'user.created' && isTold(happening)),
    );
    return { inside: [creation, ...later], unlinked: [] };
  }
  const told = happenings.filter(isTold);
  return {
    inside: told.filter(namesItsChat),
    unlinked: told.filter((happening) => !namesItsChat(happening)),
  };
}

function isMessage({ eventType }: Happening): boolean {
  return eventType === 'message.created';
}

function namesItsChat(happening: Happening): boolean {
  return !isMessage(happening) || happening.message?.sender.kind === 'visitor';
}
