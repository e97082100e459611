import type { LimitedKind } from '../../platform/config/kept-days';
import type { DueMonth, Removed } from './retention-limit';

/** What is limited, as people call it. */
export const CALLED: Readonly<Record<LimitedKind, string>> = {
  texts: 'texts',
  events: 'events of chats that are over',
  facts: 'numbers',
};

/** What times of things that are to go are of. */
export const SINCE: Readonly<Record<LimitedKind, string>> = {
  texts: 'received',
  events: 'received',
  facts: 'from',
};

type Due = Pick<DueMonth, 'deliveries' | 'bytes' | 'chats' | 'facts'>;

/** What is to go, without its time. */
export function dueText(kind: LimitedKind, { deliveries, bytes, chats, facts }: Due): string {
  const texts: Readonly<Record<LimitedKind, string>> = {
    texts: `${deliveries} deliveries with ${bytes} bytes of texts`,
    events: `${deliveries} deliveries of ${chats} chats`,
    facts: `${facts} facts`,
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
