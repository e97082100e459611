import { chatLinkOf } from '../../../platform/rules/rules';
import type { Rules } from '../../../platform/rules/rules';
import type { Column, ColumnsOf } from '../../measures/columns/column';
import { LINK_COLUMN } from '../../measures/columns/shared-columns';

/** One event, however often it was delivered. */
export interface ChatEvent {
  readonly id: string;
  readonly account: string;
  readonly chatId: string | null;
  readonly type: string;
  readonly occurredAt: Date;
  readonly receivedAt: Date;
  readonly deliveries: number;
  readonly payload: string | null;
  readonly link: string | null;
}

export const CHAT_EVENT_COLUMNS: readonly [Column<'id'>, ...ColumnsOf<ChatEvent>] = [
  { name: 'id', type: 'ID', isNullable: false },
  { name: 'account', type: 'TEXT', isNullable: false },
  {
    name: 'chatId',
    type: 'ID',
    isNullable: true,
    description: 'Null when the event does not name its chat.',
  },
  {
    name: 'type',
    type: 'TEXT',
    isNullable: false,
    description: 'As SignalZen names it; empty when the body names none.',
  },
  { name: 'occurredAt', type: 'TIME', isNullable: false },
  { name: 'receivedAt', type: 'TIME', isNullable: false, description: 'When its first delivery came in.' },
  {
    name: 'deliveries',
    type: 'WHOLE',
    isNullable: false,
    unit: 'deliveries',
    description: 'How often the same event was delivered.',
  },
  {
    name: 'payload',
    type: 'TEXT',
    isNullable: true,
    description:
      'The body as SignalZen sent it; null after erasure, or where texts are not kept for so long: see `freshness.kept`.',
    scope: 'texts',
  },
  LINK_COLUMN,
];

/** An event as ClickHouse gives it. Times are ISO 8601 in UTC. */
export interface ListedEvent {
  readonly account: string;
  readonly event_id: string;
  readonly chat_id: string;
  readonly event_type: string;
  readonly occurred_at: string;
  readonly received_at: string;
  readonly deliveries: string;
  /** Null after erasure. */
  readonly body: string | null;
  readonly message_id: string;
  readonly sender_type: string;
  readonly sender_id: string;
  readonly sender_is_ai: boolean;
  readonly auto_invitation: boolean;
  /** Stars; 0 for none. */
  readonly rating: number;
}

/** What was read of an event when it came, and stays when its body is erased. */
export interface EventColumns {
  readonly saysAuthor: boolean;
  readonly senderType: string;
  readonly senderId: string;
  readonly senderIsAi: boolean;
  readonly autoInvitation: boolean;
  /** Stars; 0 for none. */
  readonly rating: number;
}

/** For those who want to know more of an event than its columns in reports. */
export interface ReadEvent extends ChatEvent {
  readonly read: EventColumns;
}

export function readEventOf(event: ListedEvent, rules: Rules): ReadEvent {
  const { event_type, sender_type, sender_is_ai, auto_invitation } = event;
  const read = {
    // A rating may name its message, and not say who wrote it.
    saysAuthor: event_type === 'message.created' || sender_type !== '' || sender_is_ai || auto_invitation,
    senderType: sender_type,
    senderId: event.sender_id,
    senderIsAi: sender_is_ai,
    autoInvitation: auto_invitation,
    rating: event.rating,
  };
  return { ...chatEventOf(event, rules), read };
}

/** In the order of the columns. */
export function chatEventOf(event: ListedEvent, rules: Rules): ChatEvent {
  const { account } = event;
  const chatId = event.chat_id === '' ? null : event.chat_id;
  return {
    id: event.event_id,
    account,
    chatId,
    type: event.event_type,
    occurredAt: new Date(event.occurred_at),
    receivedAt: new Date(event.received_at),
    deliveries: Number(event.deliveries),
    payload: event.body,
    link: chatLinkOf(rules, account, chatId),
  };
}
