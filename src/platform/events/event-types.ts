/** Every website has these within days. */
export const USUAL_EVENT_TYPES = ['message.created', 'user.created', 'user.closed', 'user.rated'] as const;

/** These may just not have happened. */
export const OCCASIONAL_EVENT_TYPES = [
  ...(['user.subscribed_by_email', 'user.sent_transcript', 'user.enabled_copilot'] as const),
  ...(['user.disabled_copilot', 'user.blocked', 'user.destroyed'] as const),
] as const;

/** All that SignalZen documents. It announces that there will be more. */
export const EVENT_TYPES: readonly string[] = [...USUAL_EVENT_TYPES, ...OCCASIONAL_EVENT_TYPES];
