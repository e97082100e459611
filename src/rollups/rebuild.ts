import type { FactBuilder, FactRange } from '../facts/fact-builder';
import type { Publisher } from './publisher';
import type { ResultVersion } from './result-version';

/** Chats computed in one go: bounds ClickHouse's memory for it. */
const CHATS_PER_SLICE = 20_000;
/** What came in meanwhile is computed again, and so is what came in while that was. */
const MOST_ROUNDS = 10;
/** Written as one block as long as it fits: a table then shows all of it or nothing. */
const IN_ONE_GO = {
  max_insert_threads: '1',
  min_insert_block_size_rows: '1000000000',
  min_insert_block_size_bytes: '1000000000',
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

  /** A chat that the service changed meanwhile may have been computed without what had come in. */
  private async catchUp(since: bigint, versions: bigint[], onRound: () => void): Promise<void> {
    let from = since;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      onRound();
      const version = await this.version.next();
      versions.push(version);
      if ((await this.facts.chooseChanged(from, versions, version)) === 0) return;
      await this.facts.compute(version);
      await this.publisher.publish([version], true);
      from = version;
    }
  }
}
