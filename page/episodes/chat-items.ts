import type { ChatContact, ChatEvent } from '../api/chat-events';

/** What is less is no gap worth a word. */
const MIN_GAP_MS = 10 * 60_000;

/** What stands in a chat as it is read, from the first on. */
export type ChatItem =
  | { readonly kind: 'contact'; readonly contact: ChatContact }
  | { readonly kind: 'gap'; readonly seconds: number }
  | ChatMessage
  | { readonly kind: 'state'; readonly event: ChatEvent }
  /** Nobody answered what the visitor wrote then, until the contact was over, or yet. */
  | { readonly kind: 'unanswered'; readonly since: number; readonly isOpen: boolean };

/** What somebody wrote. */
export interface ChatMessage {
  readonly kind: 'message';
  readonly event: ChatEvent;
  /** Whether a wait for an answer begins with it. */
  readonly beginsWait: boolean;
  /** How long the visitor had waited for it, on the calendar; undefined: for none. */
  readonly waitedSeconds: number | undefined;
}

/**
 * A chat as a person reads it: what was written and what happened, where each contact begins, how long nothing came,
 * and where each wait began and ended, by the rules of docs/metrics.md for turns.
 * @param events in their order
 */
export function chatItems(events: readonly ChatEvent[], contacts: readonly ChatContact[]): ChatItem[] {
  const items: ChatItem[] = [];
  const coming = contacts.filter(({ startedAt }) => startedAt !== null);
  let [contact, waitsSince, last]: [ChatContact?, number?, number?] = [];
  const endWait = (): void => {
    if (waitsSince === undefined) return;
    items.push({ kind: 'unanswered', since: waitsSince, isOpen: contact?.status === 'OPEN' });
    waitsSince = undefined;
  };
  for (const event of events) {
    const at = Date.parse(event.occurredAt);
    const next = coming[0];
    const begins = next !== undefined && at >= Date.parse(next.startedAt ?? '');
    if (begins || isOver(contact, at)) endWait();
    if (last !== undefined && at - last >= MIN_GAP_MS)
      items.push({ kind: 'gap', seconds: Math.round((at - last) / 1000) });
    if (begins) {
      contact = coming.shift();
      items.push({ kind: 'contact', contact: next });
    }
    last = at;
    if (event.type !== 'message.created' || event.author === '') {
      items.push({ kind: 'state', event });
      continue;
    }
    const beginsWait = event.author === 'visitor' && waitsSince === undefined;
    const isAnswer = event.author === 'operator' || event.author === 'copilot';
    const waited = isAnswer && waitsSince !== undefined ? (at - waitsSince) / 1000 : undefined;
    items.push({ kind: 'message', event, beginsWait, waitedSeconds: waited });
    if (beginsWait) waitsSince = at;
    if (isAnswer) waitsSince = undefined;
  }
  endWait();
  return items;
}

/** Whether what comes then belongs to the contact no longer: what an operator writes after its end answers nobody. */
function isOver(contact: ChatContact | undefined, at: number): boolean {
  if (contact === undefined || contact.status === 'OPEN') return false;
  return [contact.lastActivityAt, contact.closedAt].every((end) => end === null || at > Date.parse(end));
}
