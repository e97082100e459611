import type { ChatContact, ChatEvent } from '../api/chat-events';
import { chatItems } from './chat-items';

const START = Date.parse('2026-03-02T10:00:00Z');
const after = (minutes: number) => new Date(START + minutes * 60_000).toISOString();

function event(minutes: number, author: string, type = 'message.created'): ChatEvent {
  return { id: `${minutes}${author}`, type, occurredAt: after(minutes), deliveries: 1, author, rating: null };
}

function contact(
  number: number,
  minutes: number,
  status: ChatContact['status'] = 'OPEN',
  ends: Partial<ChatContact> = {},
): ChatContact {
  return {
    ...{
      number,
      status,
      startedAt: after(minutes),
      lastActivityAt: null,
      closedAt: null,
      page: '',
      attributes: '',
      rating: null,
    },
    ...{ firstAnswerSeconds: null, closureSeconds: null, targetsBreached: '', link: null },
    ...ends,
  };
}

/** The items in a few letters: `visitor wait`, `operator 300`, `gap 3600`. */
function inShort(events: readonly ChatEvent[], contacts: readonly ChatContact[]): string[] {
  return chatItems(events, contacts).map((item) => {
    if (item.kind === 'message')
      return [item.event.author, item.beginsWait ? 'wait' : '', item.waitedSeconds ?? ''].join(' ').trim();
    if (item.kind === 'contact') return `contact ${item.contact.number}`;
    if (item.kind === 'gap') return `gap ${item.seconds}`;
    return item.kind === 'state' ? item.event.type : item.isOpen ? 'waits' : 'unanswered';
  });
}

describe('a chat as it is read', () => {
  it('says where each wait begins and how long it was until a person or the copilot answered', () => {
    const events = [
      event(0, 'visitor'),
      event(1, 'visitor'),
      event(1, 'proactive'),
      event(5, 'operator'),
      event(6, 'operator'),
      event(7, 'visitor'),
      event(8, 'copilot'),
    ];
    expect(inShort(events, [contact(1, 0)])).toEqual([
      ...['contact 1', 'visitor wait', 'visitor', 'proactive', 'operator  300', 'operator'],
      ...['visitor wait', 'copilot  60'],
    ]);
  });

  it('says how long nothing came, where another contact begins, and what nobody answered', () => {
    const events = [
      event(0, '', 'user.created'),
      event(0, 'visitor'),
      event(41, '', 'user.closed'),
      event(3000, 'visitor'),
    ];
    expect(inShort(events, [contact(1, 0, 'CLOSED', { closedAt: after(41) }), contact(2, 3000)])).toEqual([
      ...['contact 1', 'user.created', 'visitor wait', 'gap 2460', 'user.closed'],
      ...['unanswered', 'gap 177540', 'contact 2', 'visitor wait', 'waits'],
    ]);
  });

  it('says that nobody answered a contact that was over before somebody wrote', () => {
    const over = contact(1, 0, 'CLOSED', { lastActivityAt: after(3), closedAt: after(2) });
    const events = [event(0, 'visitor'), event(2, '', 'user.closed'), event(9, 'operator')];
    expect(inShort(events, [over])).toEqual([
      ...['contact 1', 'visitor wait', 'user.closed', 'unanswered', 'operator'],
    ]);
    // Right after the close it still belongs to it.
    const late = [event(0, 'visitor'), event(2, '', 'user.closed'), event(3, 'operator')];
    expect(inShort(late, [over])).toEqual(['contact 1', 'visitor wait', 'user.closed', 'operator  180']);
  });

  it('is read without contacts as well, as where none is counted yet', () => {
    expect(inShort([event(0, 'operator'), event(9, 'visitor')], [])).toEqual([
      'operator',
      'visitor wait',
      'unanswered',
    ]);
    expect(inShort([], [contact(1, 0)])).toEqual([]);
  });
});
