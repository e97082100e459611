import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { LimitedKind } from '../../platform/config/kept-days';

/** What goes after a time; and of texts, those of which receivers were told to clean their files. */
export type RetentionKind = LimitedKind | 'files';

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
  /** Events of chats of which none is younger; null: all are kept. */
  readonly eventsSince: Date | null;
  readonly factsSince: Date | null;
  /** That came in the last 30 days and too late to be counted, copies included. */
  readonly lateDeliveries: number;
}

type Limit = Pick<RetentionNote, 'account' | 'kind' | 'days'>;

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
    const gone = (await this.all()).filter(({ since, kind }) => since.getTime() > 0 && kind !== 'files');
    if (gone.length === 0) return [];
    const late = await this.lateDeliveries();
    return [...new Set(gone.map(({ account }) => account))].map((account) => {
      const since = (wanted: LimitedKind): Date | null => {
        const notes = gone.filter((note) => note.account === account && note.kind === wanted);
        const times = notes.map((note) => note.since.getTime());
        return times.length === 0 ? null : new Date(Math.max(...times));
      };
      const [eventsSince, factsSince] = [since('events'), since('facts')];
      return {
        account,
        // Nothing else goes without them.
        textsSince: since('texts') ?? eventsSince ?? factsSince ?? new Date(0),
        eventsSince,
        factsSince,
        lateDeliveries: late.get(account) ?? 0,
      };
    });
  }

  /** Says what goes before it goes: who asks meanwhile hears that it is not kept. */
  async noteGone(limit: Limit & { readonly before: Date }, announcedAt: Date): Promise<void> {
    if ((await this.notedSince(limit)) >= limit.before.getTime()) return;
    await this.add({ ...limit, announcedAt, since: limit.before });
  }

  /** Since when, in milliseconds since 1970, what a limit limits is kept, as noted; 0: nothing is. */
  async notedSince({ account, kind, days }: Limit): Promise<number> {
    const ours = (await this.all()).filter(
      (note) => note.account === account && note.kind === kind && note.days === days,
    );
    return Math.max(0, ...ours.map(({ since }) => since.getTime()));
  }

  /** By account, those of the last 30 days. */
  async lateDeliveries(): Promise<Map<string, number>> {
    const rows = await this.clickhouse.query<{ account: string; deliveries: string }>(
      'retention/late_deliveries',
    );
    return new Map(rows.map(({ account, deliveries }) => [account, Number(deliveries)]));
  }
}
