import type { Happening } from './model';
import { TrueContact } from './true-contact';

/**
 * The episodes of one chat, from what is known of it.
 * @param happenings by time
 * @param idleGap milliseconds of silence after which a visitor's message starts another one
 * @param tail milliseconds after a close in which what happens still belongs to what was closed
 */
export function contactsOf(
  happenings: readonly Happening[],
  { idleGap, tail }: { readonly idleGap: number; readonly tail: number },
): TrueContact[] {
  const contacts: TrueContact[] = [];
  let lastActivityAt = -Infinity;
  let isCopilotOn = false;
  for (const happening of happenings) {
    const { at, eventType } = happening;
    const author = authorOf(happening);
    const isOver = !isOpen(contacts.at(-1)) || at - lastActivityAt > idleGap;
    const isNewContact = author === 'visitor' && isOver && !isInTail(contacts.at(-1), at, tail);
    if (isNewContact || (eventType === 'user.created' && contacts.length === 0)) {
      contacts.push(new TrueContact(at, at));
    }
    if (eventType === 'user.closed' && contacts.length === 0) {
      contacts.push(new TrueContact(undefined, at));
    }
    const contact = contacts.at(-1);
    if (isOpen(contact) || isInTail(contact, at, tail)) tell(contact, happening, isCopilotOn);
    if (isBlock(eventType)) contact?.isBlocked(at, idleGap);
    if (author !== undefined || eventType === 'user.created') lastActivityAt = at;
    if (eventType === 'user.enabled_copilot') isCopilotOn = true;
    if (eventType === 'user.disabled_copilot') isCopilotOn = false;
  }
  return contacts;
}

function isOpen(contact: TrueContact | undefined): contact is TrueContact {
  return contact !== undefined && contact.closedAt === undefined && contact.blockedAt === undefined;
}

function isInTail(contact: TrueContact | undefined, at: number, tail: number): contact is TrueContact {
  return contact?.closedAt !== undefined && at - contact.closedAt <= tail;
}

function isBlock(eventType: string): boolean {
  return eventType === 'user.blocked' || eventType === 'user.destroyed';
}

function tell(contact: TrueContact, happening: Happening, isCopilotOn: boolean): void {
  const { at, eventType, message } = happening;
  const author = authorOf(happening);
  if (author !== undefined) contact.writes(author, at, isCopilotOn);
  const isHandOffMessage = eventType === 'message.created' && message?.type === 'BotDisableMessage';
  if (isCopilotOn && (eventType === 'user.disabled_copilot' || isHandOffMessage)) contact.handsOff(at);
  if (eventType === 'user.enabled_copilot') contact.enablesCopilot(at);
  if (eventType === 'user.closed') contact.closedAt ??= at;
}

export type Author = 'visitor' | 'operator' | 'copilot' | 'proactive';

/** Who wrote a text; `undefined`: nobody did, since it is something else that happened. */
export function authorOf({ eventType, message }: Happening): Author | undefined {
  if (eventType !== 'message.created' || message?.type !== 'Message') return undefined;
  return message.autoInvitation ? 'proactive' : message.sender.kind;
}
