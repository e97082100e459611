import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../../platform/clickhouse/clickhouse';
import { requireRange } from '../../measures/calendar/time-range';
import type { TimeRange } from '../../measures/calendar/time-range';
import type { ColumnsOf } from '../../measures/columns/column';
import { requireListPage } from '../../measures/list-page';
import type { ListPage } from '../../measures/list-page';

/** Who did what. */
export interface AuditEntry {
  readonly at: Date;
  readonly action: string;
  readonly callerKind: string;
  readonly callerId: string;
  readonly callerName: string;
  readonly object: string;
}

export const AUDIT_COLUMNS: ColumnsOf<AuditEntry> = [
  { name: 'at', type: 'TIME', isNullable: false },
  {
    name: 'action',
    type: 'TEXT',
    isNullable: false,
    description: 'Such as texts.read: docs/access.md lists them.',
  },
  {
    name: 'callerKind',
    type: 'TEXT',
    isNullable: false,
    description: 'setting, token, session, proxy or share; command: the command line.',
  },
  { name: 'callerId', type: 'ID', isNullable: false },
  { name: 'callerName', type: 'TEXT', isNullable: false, description: 'As it was called then.' },
  { name: 'object', type: 'TEXT', isNullable: false, description: 'What it was done to.' },
];

interface Row {
  readonly at: string;
  readonly action: string;
  readonly caller_kind: string;
  readonly caller_id: string;
  readonly caller_name: string;
  readonly object: string;
}

/** Reads the audit. */
@Injectable()
export class AuditList {
  constructor(private readonly clickhouse: ClickHouse) {}

  /** The latest first. @throws InvalidRange, BadInput */
  async page({ from, to }: TimeRange, page: ListPage): Promise<AuditEntry[]> {
    requireRange({ from, to });
    requireListPage(page);
    const parameters = { from: new Date(from), to: new Date(to), ...page };
    const rows = await this.clickhouse.query<Row>('access/audit', parameters);
    return rows.map(({ at, action, object, ...caller }) => ({
      at: new Date(at),
      action,
      callerKind: caller.caller_kind,
      callerId: caller.caller_id,
      callerName: caller.caller_name,
      object,
    }));
  }
}
