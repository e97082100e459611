import type { ChatEvent } from '../api/chat-events';

/** Who did it, such as `Visitor Ada` or `Operator John Smith`, or whom it is about: `Chat of Ada`; '' if unknown. */
export function whoseEvent({ author, name }: Pick<ChatEvent, 'author' | 'name'>): string {
  if (author === '') return name === '' ? '' : `Chat of ${name}`;
  if (author === 'proactive') return 'A rule';
  if (author === 'copilot') return name === '' ? 'Copilot' : name;
  return `${author === 'visitor' ? 'Visitor' : 'Operator'} ${name}`.trim();
}
