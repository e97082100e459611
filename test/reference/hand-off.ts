import type { ChatEvent } from './event';
import { messageTypeOf } from './message-type';

/** docs/metrics.md: "an explicit hand-off (`user.disabled_copilot` or a `BotDisableMessage`)". */
export function isHandOff({ type, envelope }: ChatEvent): boolean {
  if (type === 'user.disabled_copilot') return true;
  return type === 'message.created' && messageTypeOf(envelope.message?.['type']) === 'BotDisableMessage';
}
