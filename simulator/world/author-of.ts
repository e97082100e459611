import type { Happening } from './model';

export type Author = 'visitor' | 'operator' | 'copilot' | 'proactive';

/** Who wrote a text; `undefined`: nobody did, since it is something else that happened. */
export function authorOf({ eventType, message }: Happening): Author | undefined {
  if (eventType !== 'message.created' || message?.type !== 'Message') return undefined;
  return message.autoInvitation ? 'proactive' : message.sender.kind;
}
