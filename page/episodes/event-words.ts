import { t } from '../messages/text';

const TYPES = [
  'message.created',
  'user.assigned',
  'user.blocked',
  'user.closed',
  'user.created',
  'user.destroyed',
  'user.disabled_copilot',
  'user.enabled_copilot',
  'user.rated',
  'user.sent_transcript',
  'user.subscribed_by_email',
] as const;

/** What a type of event is called where people read it; the type itself if it is one that has no name here. */
export function eventWords(type: string): string {
  const known = TYPES.find((one) => one === type);
  if (known !== undefined) return t(`event.${known}`);
  return type === '' ? t('event.unknown') : type;
}
