import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';

/**
 * What goes after a time: bodies, names, addresses and attributes in ClickHouse; and of these, those of which receivers
 * were told to clean their files.
 */
export type RetentionKind = 'texts' | 'files';

/** What was announced for an account, and what has gone of it. */
export interface RetentionNote {
  readonly account: string;
  readonly kind: RetentionKind;
  readonly days: number;
  readonly announcedAt: Date;
  /** What is older is gone, or going; 1970: nothing went yet. */
  readonly since: Date;
}

interface Row {
  readonly account: string;
  readonly kind: RetentionKind;
  readonly days: number;
  readonly announced_at: string;
  readonly since: string;
}

/** What of an account is no longer kept. */
export interface KeptSince {
  readonly account: string;
  readonly textsSince: Date;
}

/** Tells all processes, and those who ask, from when on what is kept. */
@Injectable()
export class RetentionNotes {
  constructor(private readonly clickhouse: ClickHouse) {}

  async all(): Promise<RetentionNote[]> {
    const rows = await this.clickhouse.query<Row>('retention/notes');
    return rows.map(({ account, kind, days, announced_at, since }) => ({
      ...{ account, kind, days, announcedAt: new Date(announced_at), since: new Date(since) },
    }));
  }

  async add({ account, kind, days, announcedAt, since }: RetentionNote): Promise<void> {
    const parameters = { account, kind, days, announced_at: announcedAt, since };
    await this.clickhouse.command('retention/add_note', parameters);
  }

  /** By account, those alone of which anything went: what is gone stays gone, whatever settings say by now. */
  async keptSince(): Promise<KeptSince[]> {
    const latest = new Map<string, number>();
    const texts = (await this.all()).filter(({ kind }) => kind === 'texts');
    for (const { account, since } of texts)
      latest.set(account, Math.max(latest.get(account) ?? 0, since.getTime()));
    return [...latest]
      .filter(([, since]) => since > 0)
      .map(([account, since]) => ({ account, textsSince: new Date(since) }));
  }
}
