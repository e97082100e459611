import { Inject, Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { optionsWith, UNTIL_DONE } from '../erasure/chats-without-attributes';
import { Computing } from '../rollups/computing';
import { RebuildNotes } from '../rollups/rebuild-notes';
import { RetentionNotes } from '../../store/cleaning/retention-notes';
import { dueMonthOf, NOTHING_REMOVED } from './retention-limit';
import type { DueMonth, MonthRow, Removal, Removed, RemoveOptions, RetentionLimit } from './retention-limit';

const DAY_MS = 86_400_000;
/** Beside the gap: a contact counts as repeated within a week of its end. */
const MARGIN_MS = 8 * DAY_MS;
/** Bounds the memory that ClickHouse needs to know them by. */
const THREADS_AT_ONCE = 200_000;

/**
 * Removes the events of chats that are over. What was counted of them stays, and is final: that is noted first, in a
 * turn, and from then on nobody computes them, whether their events are there still, in part or no more.
 */
@Injectable()
export class OldEvents implements Removal {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly notes: RetentionNotes,
    private readonly computing: Computing,
    private readonly rebuilds: RebuildNotes,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'episodeIdleGapSeconds'>,
  ) {}

  /** Of each month of receipt; a chat counts in every month in which anything of it came. */
  async due({ account, before }: RetentionLimit): Promise<DueMonth[]> {
    const rows = await this.clickhouse.query<MonthRow>(
      'retention/events_due',
      { account, before },
      UNTIL_DONE,
    );
    return rows.map(dueMonthOf);
  }

  async remove(limit: RetentionLimit, { announcedAt, signal, onProgress }: RemoveOptions): Promise<Removed> {
    const { account, before } = limit;
    const options = optionsWith(signal);
    const months = await this.due(limit);
    await this.notes.noteGone(limit, announcedAt);
    if (months.length === 0) return NOTHING_REMOVED;
    const [over] = await this.clickhouse.query<{ threads: string }>(
      'retention/count_over',
      { account, before },
      options,
    );
    const threads = Number(over?.threads ?? 0);
    const slices = Math.ceil(threads / THREADS_AT_ONCE);
    const until = this.untilOf(before);
    for (let slice = 0; slice < slices; slice += 1) {
      if (signal?.aborted === true) return NOTHING_REMOVED;
      const parameters = { account, before, until, slices, slice };
      if (!(await this.makeFinal(parameters, signal))) return { ...NOTHING_REMOVED, waitsForRebuild: true };
      for (const { month } of months)
        await this.clickhouse.command('retention/deliveries', { ...parameters, month }, options);
      await this.clickhouse.command('retention/moved_events', parameters, options);
      await this.clickhouse.command('retention/events', parameters, options);
    }
    const deliveries = months.reduce((sum, month) => sum + month.deliveries, 0);
    const removed = { ...NOTHING_REMOVED, deliveries, chats: threads };
    onProgress?.(removed);
    return removed;
  }

  /** @returns whether it was: not while all numbers are recomputed, from events as they are */
  private makeFinal(
    parameters: Readonly<Record<string, string | number | Date>>,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    return this.computing.inTurn(async (turn) => {
      if ((await this.rebuilds.underWay()) !== undefined) return false;
      const version = turn.nextVersion();
      await turn.command('retention/final_threads', { ...parameters, version }, optionsWith(signal));
      return true;
    }, signal);
  }

  /** So much later than their last event, whatever comes is of another contact, and none is repeated by it. */
  private untilOf(before: Date): Date {
    const gapMs = Math.ceil((this.settings.episodeIdleGapSeconds * 1000) / DAY_MS) * DAY_MS;
    return new Date(before.getTime() + gapMs + MARGIN_MS);
  }
}
