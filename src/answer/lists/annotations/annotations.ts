import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/access/audit-log';
import type { AuditAction } from '../../../platform/access/audit-log';
import type { Caller } from '../../../platform/access/caller';
import { outsideOf } from '../../../platform/access/forbidden';
import { ClickHouse } from '../../../platform/clickhouse/clickhouse';
import { BadInput, ResultTooLarge } from '../../measures/bad-input';
import { requireRange } from '../../measures/calendar/time-range';
import type { TimeRange } from '../../measures/calendar/time-range';
import type { ColumnsOf } from '../../measures/columns/column';
import { accountsWithin } from '../../measures/stats/list-bounds';
import { AccountList } from '../values/account-list';

export const MAX_LETTERS = 200;
/** Of one answer: more cannot be read beside a chart. */
const MAX_ROWS = 1_000;

/** What somebody wrote beside the figures. */
export interface Annotation {
  readonly id: string;
  /** Null: of all accounts. */
  readonly account: string | null;
  readonly time: Date;
  /** Null: it is a moment. */
  readonly endTime: Date | null;
  readonly text: string;
  readonly createdAt: Date;
}

export type NewAnnotation = Omit<Annotation, 'id' | 'createdAt'>;

export const ANNOTATION_COLUMNS: ColumnsOf<Annotation> = [
  { name: 'id', type: 'ID', isNullable: false },
  { name: 'account', type: 'TEXT', isNullable: true, description: 'Null: it concerns all accounts.' },
  { name: 'time', type: 'TIME', isNullable: false },
  { name: 'endTime', type: 'TIME', isNullable: true, description: 'Null: it is a moment.' },
  { name: 'text', type: 'TEXT', isNullable: false, description: 'Such as: new pricing page.' },
  { name: 'createdAt', type: 'TIME', isNullable: false },
];

interface Row {
  readonly id: string;
  readonly account: string;
  readonly start_at: string;
  readonly end_at: string | null;
  readonly text: string;
  readonly created_at: string;
}

/** Keeps what people wrote beside the figures, within what whoever asks is bound to. */
@Injectable()
export class Annotations {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly audit: AuditLog,
    private readonly accounts: AccountList,
  ) {}

  /**
   * Those of a range, by their time, with those of all accounts.
   * @param accounts none: all
   * @throws InvalidRange, ResultTooLarge; Forbidden for an account beyond the bounds
   */
  async list(range: TimeRange, accounts: readonly string[], { bounds }: Caller): Promise<Annotation[]> {
    requireRange(range);
    const rows = await this.clickhouse.query<Row>('annotations/list', {
      ...{ from: new Date(range.from), to: new Date(range.to), limit: MAX_ROWS + 1 },
      accounts: accountsWithin(accounts, bounds),
    });
    if (rows.length > MAX_ROWS)
      throw new ResultTooLarge(`There are more than ${MAX_ROWS} annotations: ask for a shorter range.`);
    return rows.map(annotationOf);
  }

  /** @throws BadInput; Forbidden for what lies beyond the bounds */
  async add(given: NewAnnotation, caller: Caller): Promise<Annotation> {
    const annotation = { ...(await this.checked(given, caller)), id: newId(), createdAt: new Date() };
    await this.put(annotation);
    this.note('annotation.added', annotation.id, caller);
    return annotation;
  }

  /** @throws BadInput; Forbidden for what lies beyond the bounds, before or after */
  async change(id: string, given: NewAnnotation, caller: Caller): Promise<Annotation> {
    const { createdAt } = await this.own(id, caller);
    const annotation = { ...(await this.checked(given, caller)), id, createdAt };
    await this.put(annotation);
    this.note('annotation.changed', id, caller);
    return annotation;
  }

  /** @throws BadInput; Forbidden for what lies beyond the bounds */
  async remove(id: string, caller: Caller): Promise<Annotation> {
    const annotation = await this.own(id, caller);
    await this.clickhouse.command('annotations/remove', { id });
    this.note('annotation.removed', id, caller);
    return annotation;
  }

  private async own(id: string, caller: Caller): Promise<Annotation> {
    const [row] = await this.clickhouse.query<Row>('annotations/one', { id });
    if (row === undefined)
      throw new BadInput(
        `There is no annotation ${JSON.stringify(id.slice(0, 20))}: \`annotations\` lists them.`,
      );
    const annotation = annotationOf(row);
    requireWithin(annotation, caller);
    return annotation;
  }

  private async checked(given: NewAnnotation, caller: Caller): Promise<NewAnnotation> {
    const { account, time, endTime } = given;
    requireWithin(given, caller);
    if (account !== null) await this.requireAccount(account);
    if (endTime !== null && endTime <= time) throw new BadInput('endTime: it must be later than time.');
    return { account, time, endTime, text: requireText(given.text) };
  }

  private async requireAccount(account: string): Promise<void> {
    const names = await this.accounts.names([account]);
    if (names.includes(account)) return;
    throw new BadInput(
      `account: there is none called ${JSON.stringify(account.slice(0, 50))}; there is ${names.join(', ')}.`,
    );
  }

  private put({ id, account, time, endTime, text, createdAt }: Annotation): Promise<void> {
    return this.clickhouse.command('annotations/put', {
      ...{ id, account: account ?? '', text },
      ...{ start_at: time, end_at: endTime, created_at: createdAt },
    });
  }

  private note(action: AuditAction, id: string, caller: Caller): void {
    this.audit.note({ caller, action, object: id });
  }
}

/** @throws Forbidden where somebody is bound to accounts, and this concerns others as well */
function requireWithin({ account }: Pick<Annotation, 'account'>, { bounds }: Caller): void {
  if (account !== null) accountsWithin([account], bounds);
  else if (bounds.accounts.length > 0) throw outsideOf(bounds, 'An annotation of all accounts');
}

function requireText(given: string): string {
  const text = given.trim();
  if (text !== '' && text.length <= MAX_LETTERS && !/\p{Cc}/u.test(text)) return text;
  throw new BadInput(`text: it must be 1 to ${MAX_LETTERS} letters, on one line.`);
}

function newId(): string {
  return randomBytes(6).toString('hex');
}

function annotationOf({
  id,
  account,
  start_at: start,
  end_at: end,
  text,
  created_at: created,
}: Row): Annotation {
  return {
    ...{ id, text, account: account === '' ? null : account },
    time: new Date(start),
    endTime: end === null ? null : new Date(end),
    createdAt: new Date(created),
  };
}
