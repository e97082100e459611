import type { ChatEvent } from '../api/chat-events';
import { t } from '../messages/text';

/** Who did it, such as `Visitor Ada` or `Operator John Smith`, or whom it is about: `Chat of Ada`; '' if unknown. */
export function whoseEvent({ author, name = '' }: Pick<ChatEvent, 'author' | 'name'>): string {
  const isNamed = name !== '';
  switch (author) {
    case '':
      return isNamed ? t('who.chat', { name }) : '';
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
