import type { ReferenceOptions } from './delivery';
import type { JsonObject } from './json-value';
import { idIn, objectIn } from './json-value';
import { messageTypeOf } from './message-type';
import { senderTypeOf } from './sender-type';

export type Author = 'proactive' | 'visitor' | 'copilot' | 'operator';

/** docs/metrics.md, "Who wrote it": the four descriptions in their order, the first that fits. */
export function authorOf(message: JsonObject, { copilotIds }: ReferenceOptions): Author {
  if (message['auto_invitation'] === true) return 'proactive';
  const type = senderTypeOf(message);
  if (type === 'user') return 'visitor';
  if (type !== 'operator') return 'copilot';
  const sender = objectIn(message['sender']);
  if (sender?.['ai'] === true) return 'copilot';
  const id = idIn(sender?.['id']);
  return id !== undefined && copilotIds.includes(id) ? 'copilot' : 'operator';
}

/** docs/metrics.md: "Only text messages count as messages: `type` is `Message` or absent." */
export function isTextMessage(message: JsonObject): boolean {
  return ['', 'Message'].includes(messageTypeOf(message['type']));
}
