import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { CallOptions } from '../../platform/clickhouse/clickhouse';
import { CHATS_PER_RUN, FactBuilder } from '../facts/fact-builder';
import type { FactRange } from '../facts/fact-builder';
import { latestGeneration } from '../facts/generations';
import type { Turn } from '../lease/turn';
import { Computing } from './computing';
import { Publisher } from './publisher';
import { RebuildOvertaken, requireNoneMadeFinal } from '../facts/rebuild-overtaken';
import { reserve } from './rebuild';
import type { RebuildProgress } from './rebuild';

/** Written as one block as long as it fits: a table then shows all of it or nothing. That may take long. */
const IN_ONE_GO: CallOptions = {
  timeoutMs: 3_600_000,
  settings: {
    max_insert_threads: '1',
    min_insert_block_size_rows: '1000000000',
    min_insert_block_size_bytes: '1000000000',
  },
};

/**
 * Recomputes chats by the rules of all other numbers, should anything be wrong with them. Everything is computed before
 * anything is shown, and a service goes on beside it; then each table switches at once, in one turn.
 */
@Injectable()
export class Recompute {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly facts: FactBuilder,
    private readonly publisher: Publisher,
    private readonly computing: Computing,
  ) {}

  /**
   * Messages whose chat is not known are computed, too.
   * @returns how many chats were computed, those that had to be computed again not counted twice
   * @throws RebuildOvertaken where all numbers were switched to other rules meanwhile: nothing was changed here
   */
  async range(
    range: FactRange,
    onProgress: (progress: RebuildProgress) => void = () => undefined,
  ): Promise<number> {
    const { threads, chats: of } = await this.facts.countThreads(range);
    const slices = Math.max(1, Math.ceil(threads / CHATS_PER_RUN));
    // A turn of its own: whatever is written in any turn after it has a greater version than these.
    const { versions, since, nowMs, from } = await this.computing.inTurn(async (turn) => ({
      from: await latestGeneration(this.clickhouse),
      ...reserve(turn, slices),
    }));
    const runs = [...versions];
    let chats = 0;
    try {
      for (const [slice, run] of versions.entries()) {
        onProgress({ step: 'computing', chats, of });
        chats += (await this.facts.selectSlice(range, slices, slice, run)).chats;
        await this.facts.compute(run, nowMs());
      }
      onProgress({ step: 'switching', chats, of });
      await this.computing.inTurn(async (turn) => {
        if ((await latestGeneration(this.clickhouse)) !== from)
          throw new RebuildOvertaken('all numbers were switched to other rules meanwhile');
        await requireNoneMadeFinal(this.clickhouse, since);
        await this.switch(turn, runs, since);
      });
    } finally {
      for (const run of runs) await this.facts.forgetRun(run);
    }
    return chats;
  }

  /**
   * What was computed here of a chat that others changed since may lack what had come in, or been erased: it is thrown
   * away, and such chats are computed once more, now that nobody else changes anything.
   * @param runs gets those that compute them
   */
  private async switch(turn: Turn, runs: bigint[], since: bigint): Promise<void> {
    const before = [...runs];
    await this.facts.forEachWrittenSince(turn, since, before, async (run) => {
      runs.push(run);
      await this.facts.withdraw(before, run);
      await this.facts.compute(run, turn.nowMs());
    });
    // All roll-ups of these chats, whatever may be wrong with them.
    await this.publisher.publish({ writer: turn, options: IN_ONE_GO }, runs, true);
  }
}
