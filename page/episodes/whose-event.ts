import type { ChatEvent } from '../api/chat-events';
import { t } from '../messages/text';

/** Who did it, such as `Visitor Ada` or `Operator John Smith`; '' if nobody is known to have. */
export function whoseEvent({ author, name = '' }: Pick<ChatEvent, 'author' | 'name'>): string {
  const isNamed = name !== '';
  switch (author) {
    case '':
      return '';
    case 'proactive':
      return t('who.rule');
    case 'copilot':
      return isNamed ? t('who.copilot.named', { name }) : t('who.copilot');
    case 'visitor':
      return isNamed ? t('who.visitor.named', { name }) : t('who.visitor');
    default:
      return isNamed ? t('who.operator.named', { name }) : t('who.operator');
  }
}
