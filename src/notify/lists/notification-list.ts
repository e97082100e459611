import { Injectable } from '@nestjs/common';
import { requireRange } from '../../answer/measures/calendar/time-range';
import type { TimeRange } from '../../answer/measures/calendar/time-range';
import type { ColumnsOf, Enumeration } from '../../answer/measures/columns/column';
import { requireListPage } from '../../answer/measures/list-page';
import type { ListPage } from '../../answer/measures/list-page';
import type { Bounds } from '../../platform/access/caller';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { maskedAddress } from '../notices/masked-address';
import type { NoticeFigure } from '../notices/notice';
import { noticeOf } from '../outbox/outbox';
import type { LetterState } from '../outbox/outbox';

export const NOTIFICATION_STATES = {
  name: 'NotificationState',
  description:
    'DUE: it is to be sent, or sent again; CLAIMED: somebody is sending it; SENT: it was taken; REFUSED: it was given up; UNCERTAIN: it was sent, and nobody said that it was taken; MUTED: its alert was muted, and it is never sent.',
  values: ['DUE', 'CLAIMED', 'SENT', 'REFUSED', 'UNCERTAIN', 'MUTED'],
} as const satisfies Enumeration;
export type NotificationState = (typeof NOTIFICATION_STATES)['values'][number];

/** What somebody is, was, or was not told. */
export interface ListedNotification {
  readonly id: string;
  readonly notice: string;
  readonly rule: string;
  readonly type: string;
  readonly severity: string | null;
  readonly title: string;
  readonly text: string;
  readonly figures: string;
  readonly data: string;
  readonly channel: string;
  readonly receiver: string | null;
  readonly address: string | null;
  readonly state: NotificationState;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly nextAttemptAt: Date | null;
  readonly attempts: number;
  readonly mayBeRepeat: boolean;
  readonly detail: string;
}

export const NOTIFICATION_COLUMNS: ColumnsOf<ListedNotification> = [
  { name: 'id', type: 'ID', isNullable: false },
  {
    name: 'notice',
    type: 'ID',
    isNullable: false,
    description: 'The same for all receivers. `alertChanges` explains it; to programs it is webhook-id.',
  },
  {
    name: 'rule',
    type: 'TEXT',
    isNullable: false,
    description: "The alert or digest of the rules that it is of; '' for none.",
  },
  { name: 'type', type: 'TEXT', isNullable: false, description: 'Such as alert.firing.' },
  { name: 'severity', type: 'TEXT', isNullable: true, description: 'Null: it is no alert.' },
  { name: 'title', type: 'TEXT', isNullable: false },
  {
    name: 'text',
    type: 'TEXT',
    isNullable: false,
    description: 'What is said of it; a blank line is between paragraphs.',
  },
  {
    name: 'figures',
    type: 'TEXT',
    isNullable: false,
    description: 'The figures of then, on a line each.',
  },
  { name: 'data', type: 'TEXT', isNullable: false, description: 'The same for programs, as JSON.' },
  { name: 'channel', type: 'TEXT', isNullable: false },
  {
    name: 'receiver',
    type: 'TEXT',
    isNullable: true,
    description: 'Of a channel by mail, so much of the address as strangers may see; else null.',
  },
  {
    name: 'address',
    type: 'TEXT',
    isNullable: true,
    description: 'Of a channel by mail, the address; else null.',
    scope: 'operate',
  },
  { name: 'state', type: 'ENUM', values: NOTIFICATION_STATES, isNullable: false },
  { name: 'createdAt', type: 'TIME', isNullable: false, description: 'When it became so.' },
  { name: 'sentAt', type: 'TIME', isNullable: true, description: 'When it was taken; null: it is not.' },
  {
    name: 'nextAttemptAt',
    type: 'TIME',
    isNullable: true,
    description: 'When it is sent, or sent again; null: it is not, or somebody is sending it.',
  },
  { name: 'attempts', type: 'WHOLE', isNullable: false },
  {
    name: 'mayBeRepeat',
    type: 'BOOLEAN',
    isNullable: false,
    description: 'Whether one attempt may have arrived, so that the next one is marked.',
  },
  {
    name: 'detail',
    type: 'TEXT',
    isNullable: false,
    description: 'What was said of the last attempt.',
  },
];

/** Which notifications are asked for; empty lists: all. */
export interface NotificationChoice {
  readonly rules: readonly string[];
  readonly channels: readonly string[];
  readonly states: readonly NotificationState[];
}

interface Row {
  readonly id: string;
  readonly rule: string;
  readonly channel: string;
  readonly receiver: string;
  readonly notice: string;
  readonly created_ms: string;
  readonly state_now: LetterState;
  readonly due_ms: string;
  readonly attempts: number;
  readonly may_be_there: boolean;
  readonly detail: string;
}

/** Reads the outbox for people: what was told to whom, why, and what became of it. */
@Injectable()
export class NotificationList {
  constructor(private readonly clickhouse: ClickHouse) {}

  /** The latest first, of those that tell of nothing beyond the bounds. @throws InvalidRange, BadInput */
  async page(
    { from, to }: TimeRange,
    { rules, channels, states }: NotificationChoice,
    page: ListPage,
    { accounts, teams }: Bounds,
  ): Promise<ListedNotification[]> {
    requireRange({ from, to });
    requireListPage(page);
    const rows = await this.clickhouse.query<Row>('notify/list', {
      ...{ from: new Date(from), to: new Date(to), ...page, rules, channels, accounts, teams },
      states: states.map((state) => state.toLowerCase()),
    });
    return rows.map(listedOf);
  }
}

function listedOf({
  notice: text,
  state_now: state,
  due_ms: due,
  receiver,
  ...row
}: Row): ListedNotification {
  const notice = noticeOf(text);
  const at = new Date(Number(due));
  return {
    ...{ id: row.id, rule: row.rule, channel: row.channel, attempts: row.attempts, detail: row.detail },
    ...{ notice: notice.id, type: notice.type, severity: notice.severity ?? null, title: notice.title },
    text: notice.text.join('\n\n'),
    figures: notice.figures.map(lineOf).join('\n'),
    data: JSON.stringify(notice.data),
    receiver: receiver === '' ? null : maskedAddress(receiver),
    address: receiver === '' ? null : receiver,
    state: state.toUpperCase() as NotificationState,
    createdAt: new Date(Number(row.created_ms)),
    sentAt: state === 'sent' ? at : null,
    nextAttemptAt: state === 'due' ? at : null,
    mayBeRepeat: row.may_be_there,
  };
}

function lineOf({ label, value, note }: NoticeFigure): string {
  return `${label}: ${value}${note === '' ? '' : ` (${note})`}`;
}
