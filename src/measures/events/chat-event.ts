import type { ColumnsOf } from '../columns/column';

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
}

export const CHAT_EVENT_COLUMNS: ColumnsOf<ChatEvent> = [
  { name: 'id', type: 'ID', isNullable: false },
  { name: 'account', type: 'TEXT', isNullable: false },
  {
    name: 'chatId',
    type: 'ID',
    isNullable: true,
    description: 'Null when the event does not tell its chat.',
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
    description: 'The body as SignalZen sent it; null after erasure.',
  },
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
  readonly body: string;
}

/** In the order of the columns. */
export function chatEventOf(event: ListedEvent): ChatEvent {
  return {
    id: event.event_id,
    account: event.account,
    chatId: event.chat_id === '' ? null : event.chat_id,
    type: event.event_type,
    occurredAt: new Date(event.occurred_at),
    receivedAt: new Date(event.received_at),
    deliveries: Number(event.deliveries),
    payload: event.body,
  };
}
