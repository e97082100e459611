import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ChatsWithoutAttributes, optionsWith, UNTIL_DONE } from '../erasure/chats-without-attributes';
import type { ThreadKey } from '../facts/fact-builder';
import { Computing } from '../rollups/computing';
import { RebuildNotes } from '../rollups/rebuild-notes';
import { RetentionNotes } from '../../store/cleaning/retention-notes';
import { dueMonthOf, NOTHING_REMOVED } from './retention-limit';
import type { DueMonth, MonthRow, Removal, Removed, RemoveOptions, RetentionLimit } from './retention-limit';

/** Their names fit into the 128 KiB that ClickHouse takes for one value. */
const CHATS_AT_ONCE = 500;

/**
 * Takes texts, names, addresses and attributes out of what is older than a limit. Events and what
 * is counted of them stay, as after an erasure. Goes by the month and by some hundred chats; each step is found again
 * until it is done, so that a stop in between, or deliveries that come late, only mean that the next turn goes on.
 */
@Injectable()
export class OldTexts implements Removal {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly notes: RetentionNotes,
    private readonly chats: ChatsWithoutAttributes,
    private readonly computing: Computing,
    private readonly rebuilds: RebuildNotes,
  ) {}

  /** What is to go by now; changes nothing. */
  async due({ account, before }: RetentionLimit): Promise<DueMonth[]> {
    const rows = await this.clickhouse.query<MonthRow>(
      'retention/texts_due',
      { account, before },
      UNTIL_DONE,
    );
    return rows.map(dueMonthOf);
  }

  async remove(limit: RetentionLimit, { announcedAt, signal, onProgress }: RemoveOptions): Promise<Removed> {
    const { account, before } = limit;
    const options = optionsWith(signal);
    let removed = NOTHING_REMOVED;
    const done = (more: Partial<Removed>): void => {
      removed = {
        ...removed,
        deliveries: removed.deliveries + (more.deliveries ?? 0),
        chats: removed.chats + (more.chats ?? 0),
      };
      onProgress?.(removed);
    };
    const months = await this.due(limit);
    await this.notes.noteGone(limit, announcedAt);
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

  /** Has receivers clean their segments of what is removed; also of what a turn removed that did not get so far. */
  private async noteSegments(
    limit: RetentionLimit,
    announcedAt: Date,
    months: readonly DueMonth[],
  ): Promise<void> {
    const { account, before } = limit;
    const files = { ...limit, kind: 'files' } as const;
    const notedSince = await this.notes.notedSince(files);
    if (notedSince >= before.getTime() && months.length === 0) return;
    const from = new Date(Math.min(notedSince, ...months.map(({ firstAt }) => Number(firstAt))));
    await this.clickhouse.command('retention/note_segments', { account, from, before }, UNTIL_DONE);
    await this.notes.add({ ...files, announcedAt, since: before });
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
