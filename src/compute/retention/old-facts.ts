import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { SqlName } from '../../platform/clickhouse/sql-files';
import { optionsWith, UNTIL_DONE } from '../erasure/chats-without-attributes';
import { Computing } from '../rollups/computing';
import { GRAINS } from '../rollups/grains';
import { Publisher } from '../rollups/publisher';
import { RebuildNotes } from '../rollups/rebuild-notes';
import { RetentionNotes } from '../../store/cleaning/retention-notes';
import { dueMonthOf, NOTHING_REMOVED } from './retention-limit';
import type { DueMonth, MonthRow, Removal, Removed, RemoveOptions, RetentionLimit } from './retention-limit';

const DELETIONS: readonly SqlName[] = ['retention/episodes', 'retention/rollups'];
/** Facts last: by these it is found what is due. What follows them is left to the next time if that is broken off. */
const LAST_DELETIONS: readonly SqlName[] = ['retention/facts', 'retention/buckets', 'retention/forget_final'];

/**
 * Removes what is counted of a time. From the note that says so on, nothing of that time is computed any more, whatever
 * comes: see `kept_facts`.
 */
@Injectable()
export class OldFacts implements Removal {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly notes: RetentionNotes,
    private readonly computing: Computing,
    private readonly publisher: Publisher,
    private readonly rebuilds: RebuildNotes,
  ) {}

  async due({ account, before }: RetentionLimit): Promise<DueMonth[]> {
    const parameters = { account, before };
    return (await this.clickhouse.query<MonthRow>('retention/facts_due', parameters, UNTIL_DONE)).map(
      dueMonthOf,
    );
  }

  async remove(limit: RetentionLimit, { announcedAt, signal, onProgress }: RemoveOptions): Promise<Removed> {
    const { account, before } = limit;
    const options = optionsWith(signal);
    const months = await this.due(limit);
    if (months.length === 0) {
      await this.notes.noteGone(limit, announcedAt);
      return NOTHING_REMOVED;
    }
    const old = await this.computing.inTurn(async (turn) => {
      // It would go on with the tables as they were.
      if ((await this.rebuilds.underWay()) !== undefined) return undefined;
      await this.notes.noteGone(limit, announcedAt);
      await turn.command('facets/withdraw_before', { before, version: turn.nextVersion() });
      const version = turn.nextVersion();
      await turn.command('retention/openings', { account, before, version }, options);
      await this.publisher.publish({ writer: turn, options }, [version], false);
      await turn.command('facts/drop_fact_changes', { version });
      const noted = turn.nextVersion();
      await turn.command('retention/old_episodes', { account, before, version: noted }, options);
      return noted;
    }, signal);
    if (old === undefined) return { ...NOTHING_REMOVED, waitsForRebuild: true };
    const parameters = { account, before, version: old, grains: GRAINS };
    for (const statement of DELETIONS) {
      if (signal?.aborted === true) return NOTHING_REMOVED;
      await this.clickhouse.command(statement, parameters, options);
    }
    await this.computing.inTurn(async (turn) => {
      const version = turn.nextVersion();
      await turn.command('retention/dirty_buckets', { account, before, version }, options);
      await this.publisher.sumUp({ writer: turn, options }, version);
    }, signal);
    for (const statement of LAST_DELETIONS) {
      if (signal?.aborted === true) return NOTHING_REMOVED;
      await this.clickhouse.command(statement, parameters, options);
    }
    await this.clickhouse.command('retention/drop_old_episodes', { version: old });
    const removed = { ...NOTHING_REMOVED, facts: months.reduce((sum, { facts }) => sum + facts, 0) };
    onProgress?.(removed);
    return removed;
  }
}
