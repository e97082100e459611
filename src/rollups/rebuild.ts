import { setTimeout as sleep } from 'node:timers/promises';
import type { CallOptions } from '../clickhouse/clickhouse';
import type { FactBuilder, FactRange } from '../facts/fact-builder';
import type { Publisher } from './publisher';
import type { ResultVersion } from './result-version';

/** Chats computed in one go: bounds ClickHouse's memory for it. */
const CHATS_PER_SLICE = 20_000;
/** What came in meanwhile is computed again, and so is what came in while that was. */
const MOST_ROUNDS = 10;
const A_RUN_TAKES_MS = 3_000;
/** Written as one block as long as it fits: a table then shows all of it or nothing. That may take long. */
const IN_ONE_GO: CallOptions = {
  timeoutMs: 3_600_000,
  settings: {
    max_insert_threads: '1',
    min_insert_block_size_rows: '1000000000',
    min_insert_block_size_bytes: '1000000000',
  },
};

export interface RebuildProgress {
  readonly step: 'computing' | 'switching' | 'catching up';
  /** Chats computed so far, and all of them. */
  readonly chats: number;
  readonly of: number;
}

/**
 * Computes chats anew by the rules as they are now: after a change of settings or of the program. Everything is computed
 * before anything is shown; then each table switches at once. A service may go on beside it.
 */
export class Rebuild {
  constructor(
    private readonly facts: FactBuilder,
    private readonly version: ResultVersion,
    private readonly publisher: Publisher,
    private readonly onProgress: (progress: RebuildProgress) => void,
  ) {}

  /** @returns how many chats were computed, those that had to be computed again not counted twice */
  async run(range: FactRange): Promise<number> {
    const of = await this.facts.countSubjects(range);
    const slices = Math.max(1, Math.ceil(of / CHATS_PER_SLICE));
    const since = await this.version.next();
    const versions: bigint[] = [];
    let chats = 0;
    try {
      for (let slice = 0; slice < slices; slice += 1) {
        this.onProgress({ step: 'computing', chats, of });
        const version = await this.version.next();
        versions.push(version);
        chats += await this.facts.chooseSlice(range, slices, slice, version);
        await this.facts.compute(version);
      }
      this.onProgress({ step: 'switching', chats, of });
      // Also where a run before this one broke off between samples and roll-ups.
      await this.publisher.publish(versions, true, IN_ONE_GO);
      await this.catchUp(since, versions, () => {
        this.onProgress({ step: 'catching up', chats, of });
      });
    } finally {
      for (const version of versions) await this.facts.forgetRun(version);
    }
    return chats;
  }

  /**
   * A chat that the service changed meanwhile may have been computed without what had come in. A run of the service
   * writes some time after it took its version: each round looks as far back as the one before the last, and only two
   * that find nothing, some seconds apart, are an end.
   */
  private async catchUp(since: bigint, versions: bigint[], onRound: () => void): Promise<void> {
    let [from, next] = [since, since];
    let quietRounds = 0;
    for (let round = 0; round < MOST_ROUNDS && quietRounds < 2; round += 1) {
      onRound();
      if (quietRounds > 0) await sleep(A_RUN_TAKES_MS);
      const version = await this.version.next();
      versions.push(version);
      const changed = await this.facts.chooseChanged(from, versions, version);
      quietRounds = changed === 0 ? quietRounds + 1 : 0;
      if (changed > 0) {
        await this.facts.compute(version);
        await this.publisher.publish([version], true);
      }
      [from, next] = [next, version];
    }
  }
}
