import type { LimitedKind } from '../../platform/config/kept-days';
import type { DueMonth, Removed } from './retention-limit';

/** What is limited, as people call it. */
export const CALLED: Readonly<Record<LimitedKind, string>> = {
  texts: 'texts',
  events: 'events of chats that are over',
  facts: 'numbers',
};

/** What is to go of a month, without its time. */
export function dueText(kind: LimitedKind, { deliveries, bytes, chats, facts }: DueMonth): string {
  const texts: Readonly<Record<LimitedKind, string>> = {
    texts: `${deliveries} deliveries with ${bytes} bytes of texts, received`,
    events: `${deliveries} deliveries of ${chats} chats, received`,
    facts: `${facts} facts, from`,
  };
  return texts[kind];
}

export function removedText(kind: LimitedKind, { deliveries, chats, facts }: Removed): string {
  const texts: Readonly<Record<LimitedKind, string>> = {
    texts: `texts of ${deliveries} deliveries, attributes of ${chats} chats`,
    events: `${deliveries} deliveries of ${chats} chats`,
    facts: `${facts} facts`,
  };
  return texts[kind];
}
