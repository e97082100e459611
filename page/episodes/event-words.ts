const WORDS: Readonly<Record<string, string>> = {
  'message.created': 'Message',
  'user.assigned': 'Assigned',
  'user.blocked': 'Blocked',
  'user.closed': 'Closed',
  'user.created': 'Chat started',
  'user.destroyed': 'Deleted',
  'user.disabled_copilot': 'Copilot off',
  'user.enabled_copilot': 'Copilot on',
  'user.rated': 'Rated',
  'user.sent_transcript': 'Transcript sent',
  'user.subscribed_by_email': 'Email left',
};

/** What a type of event is called where people read it; the type itself if it is one that has no name here. */
export function eventWords(type: string): string {
  return WORDS[type] ?? (type === '' ? 'Unknown event' : type);
}
