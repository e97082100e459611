import { Inject, Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { CallOptions } from '../../platform/clickhouse/clickhouse';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { textsDaysOf } from '../../platform/rules/kept-days';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { ChatsWithoutAttributes, UNTIL_DONE } from '../erasure/chats-without-attributes';
import type { ThreadKey } from '../facts/fact-builder';
import { Computing } from '../rollups/computing';
import { RebuildNotes } from '../rollups/rebuild-notes';
import { RetentionNotes } from '../../store/cleaning/retention-notes';
import type { RetentionKind } from '../../store/cleaning/retention-notes';

const DAY_MS = 86_400_000;
/** Their names fit into the 128 KiB that ClickHouse takes for one value. */
const CHATS_AT_ONCE = 500;

/** How long something of an account is kept. */
export interface RetentionLimit {
  readonly account: string;
  readonly kind: RetentionKind;
  readonly days: number;
  /** What is older is to go: a beginning of a UTC day, so that each goes once. */
  readonly before: Date;
}

/** What is to go of one month of receipt. */
export interface DueMonth {
  /** Such as 202603. */
  readonly month: number;
  readonly deliveries: number;
  readonly bytes: number;
  readonly firstReceivedAt: Date;
  readonly lastReceivedAt: Date;
}

export interface Removed {
  readonly deliveries: number;
  /** Computed again, because events of theirs told attributes. */
  readonly chats: number;
  /** Attributes are left, because all numbers are being recomputed: they go when that is done. */
  readonly waitsForRebuild: boolean;
}

interface MonthRow {
  readonly month: number;
  readonly deliveries: string;
  readonly bytes: string;
  readonly first_received_at: string;
  readonly last_received_at: string;
}

/**
 * Takes texts, names, addresses and attributes out of what is older than the settings and rules say. Events and what
 * is counted of them stay, as after an erasure. Goes by the month and by some hundred chats; each step is found again
 * until it is done, so that a stop in between, or deliveries that come late, only mean that the next turn goes on.
 */
@Injectable()
export class Retention {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly notes: RetentionNotes,
    private readonly chats: ChatsWithoutAttributes,
    private readonly computing: Computing,
    private readonly rebuilds: RebuildNotes,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'retention'>,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /** What is to be kept of each account of which anything is stored; those without a limit are left out. */
  async limits(): Promise<RetentionLimit[]> {
    const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
    const accounts = await this.clickhouse.query<{ account: string }>('retention/accounts');
    return accounts.flatMap(({ account }) => {
      const days = textsDaysOf(this.settings, this.rules.current, account);
      if (days === undefined) return [];
      return [{ account, kind: 'texts', days, before: new Date(today - days * DAY_MS) }];
    });
  }

  /** What is to go by now; changes nothing. */
  async due({ account, before }: RetentionLimit): Promise<DueMonth[]> {
    const rows = await this.clickhouse.query<MonthRow>(
      'retention/texts_due',
      { account, before },
      UNTIL_DONE,
    );
    return rows.map((row) => ({
      month: row.month,
      deliveries: Number(row.deliveries),
      bytes: Number(row.bytes),
      firstReceivedAt: new Date(row.first_received_at),
      lastReceivedAt: new Date(row.last_received_at),
    }));
  }

  /**
   * Removes what is to go.
   * @param announcedAt when it was said what would go
   * @param signal ends also what is under way: ClickHouse goes on with it, and the next turn looks whether it did
   * @param onProgress is told after each step
   */
  async remove(
    limit: RetentionLimit,
    announcedAt: Date,
    signal?: AbortSignal,
    onProgress?: (sofar: Removed) => void,
  ): Promise<Removed> {
    const { account, before } = limit;
    const options = optionsWith(signal);
    let removed: Removed = { deliveries: 0, chats: 0, waitsForRebuild: false };
    const done = (more: Partial<Removed>): void => {
      removed = {
        ...removed,
        deliveries: removed.deliveries + (more.deliveries ?? 0),
        chats: removed.chats + (more.chats ?? 0),
      };
      onProgress?.(removed);
    };
    const months = await this.due(limit);
    await this.note(limit, announcedAt);
    for (const { month, deliveries } of months) {
      if (signal?.aborted === true) return removed;
      await this.clickhouse.command('retention/texts', { account, month, before }, options);
      done({ deliveries });
    }
    await this.noteSegments(limit, announcedAt, months);
    for (let after = ''; signal?.aborted !== true;) {
      const chats = await this.clickhouse.query<ThreadKey>(
        'retention/chats_due',
        { account, after, before, limit: CHATS_AT_ONCE },
        options,
      );
      const last = chats.at(-1);
      if (last === undefined) break;
      // It would copy what its new tables are to be without, and leave that on the disk.
      if ((await this.rebuilds.underWay()) !== undefined) return { ...removed, waitsForRebuild: true };
      await this.removeAttributes(limit, chats, signal);
      done({ chats: chats.length });
      after = last.thread;
    }
    return removed;
  }

  /** Who asks meanwhile hears that it is not kept, before anything goes. */
  private async note(limit: RetentionLimit, announcedAt: Date): Promise<void> {
    if ((await this.notedSince(limit)) >= limit.before.getTime()) return;
    await this.notes.add({ ...limit, announcedAt, since: limit.before });
  }

  /** Has receivers clean their segments of what is removed; also of what a turn removed that did not get so far. */
  private async noteSegments(
    limit: RetentionLimit,
    announcedAt: Date,
    months: readonly DueMonth[],
  ): Promise<void> {
    const { account, before } = limit;
    const files: RetentionLimit = { ...limit, kind: 'files' };
    const notedSince = await this.notedSince(files);
    if (notedSince >= before.getTime() && months.length === 0) return;
    const from = new Date(
      Math.min(notedSince, ...months.map(({ firstReceivedAt }) => Number(firstReceivedAt))),
    );
    await this.clickhouse.command('retention/note_segments', { account, from, before }, UNTIL_DONE);
    await this.notes.add({ ...files, announcedAt, since: before });
  }

  private async notedSince({ account, kind, days }: RetentionLimit): Promise<number> {
    const notes = await this.notes.all();
    const ours = notes.filter((note) => note.account === account && note.kind === kind && note.days === days);
    return Math.max(0, ...ours.map(({ since }) => since.getTime()));
  }

  private async removeAttributes(
    { account, before }: RetentionLimit,
    chats: readonly ThreadKey[],
    signal?: AbortSignal,
  ): Promise<void> {
    const options = optionsWith(signal);
    const parameters = { account, before, threads: chats.map(({ thread }) => thread) };
    // No pass copies events meanwhile that it read before their deliveries changed.
    await this.computing.inTurn(async (turn) => {
      await turn.command('retention/attributes', parameters, options);
      await this.chats.compute(turn, chats);
    }, signal);
    await this.chats.cleanFormer(chats, options);
    await this.clickhouse.command('retention/finish', parameters, options);
  }
}

function optionsWith(signal: AbortSignal | undefined): CallOptions {
  return { ...UNTIL_DONE, ...(signal && { signal }) };
}
