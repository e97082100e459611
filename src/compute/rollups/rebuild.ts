import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { CallOptions } from '../../platform/clickhouse/clickhouse';
import { dropElsewhere, publishGeneration } from '../../platform/clickhouse/cluster/generation-tables';
import { LATEST_MS } from '../../platform/events/instant';
import { FactBuilder } from '../facts/fact-builder';
import { RebuildOvertaken, requireNoneMadeFinal } from '../facts/rebuild-overtaken';
import type { Destination, FactRange } from '../facts/fact-builder';
import { latestGeneration } from '../facts/generations';
import { UsedSettings } from '../facts/used-settings';
import type { Shaping } from '../facts/used-settings';
import type { Turn } from '../lease/turn';
import { Computing } from './computing';
import { NextGeneration } from './next-generation';
import { Publisher } from './publisher';
import { RebuildNotes } from './rebuild-notes';

/** Nothing has a time before or after these. */
export const ALL: FactRange = { from: 0, to: LATEST_MS };
/** Fewer than in a pass: what it needs of ClickHouse's memory comes on top of that. */
const CHATS_AT_ONCE = 5_000;
const FEW_CHATS = 500;
/** Where more comes in than can be caught up with, the rest has to wait after all. */
const MAX_ROUNDS = 20;
/** Fresh deliveries are more urgent: for them there is another core. A large table takes its time. */
const GENTLE: CallOptions = { timeoutMs: 3_600_000, settings: { max_threads: 1 } };
/** ClickHouse refuses to drop large tables else. */
const ANY_SIZE: CallOptions = { settings: { max_table_size_to_drop: '0' } };

export interface RebuildProgress {
  readonly step: 'computing' | 'summing up' | 'catching up' | 'switching';
  /** Chats computed so far, and about how many there are. */
  readonly chats: number;
  readonly of: number;
}

export interface RebuildOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RebuildProgress) => void;
  /** Asked now and then; once it says no, the rebuild is given up. */
  readonly isWanted?: () => boolean;
  /** So many chats may be computed again while all others wait. */
  readonly fewChats?: number;
}

/** What a turn sets aside for work outside of any. */
interface Reserved {
  readonly versions: readonly bigint[];
  /** All that is written in later turns has greater versions. */
  readonly since: bigint;
  readonly nowMs: () => number;
}

/**
 * Computes all numbers by other rules: into tables of their own, while everybody reads the present ones and what comes
 * in is computed into these. When only little is behind, the tables change places, in a turn.
 */
@Injectable()
export class Rebuild {
  private readonly notes: RebuildNotes;

  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly facts: FactBuilder,
    private readonly publisher: Publisher,
    private readonly computing: Computing,
    private readonly used: UsedSettings,
  ) {
    this.notes = new RebuildNotes(clickhouse);
  }

  /**
   * Messages whose chat is not known are computed, too.
   * @returns how many chats were computed, those that had to be computed again not counted twice
   * @throws RebuildOvertaken, the signal's reason, ClickHouseError: then numbers are what they were
   */
  async all(
    shaping: Shaping,
    { signal, onProgress, isWanted, fewChats = FEW_CHATS }: RebuildOptions = {},
  ): Promise<number> {
    const { threads, chats: of } = await this.facts.countThreads(ALL);
    const slices = Math.max(1, Math.ceil(threads / CHATS_AT_ONCE));
    const { from, ...reserved } = await this.computing.inTurn(
      async (turn) => ({ from: await latestGeneration(this.clickhouse), ...reserve(turn, slices + 2) }),
      signal,
    );
    const [generation = 0n, summed = 0n, ...runs] = reserved.versions;
    const next = new NextGeneration(this.clickhouse, generation, { ...GENTLE, ...(signal && { signal }) });
    const noted = this.notes.begin(generation, of);
    let chats = 0;
    const tell = (step: RebuildProgress['step']): void => {
      signal?.throwIfAborted();
      if (isWanted?.() === false) throw new RebuildOvertaken('other rules are wanted by now');
      noted.at(chats);
      onProgress?.({ step, chats, of });
    };
    try {
      await next.create();
      for (const [slice, run] of runs.entries()) {
        tell('computing');
        chats += (await this.facts.selectSlice(ALL, slices, slice, run)).chats;
        await this.facts.computeRun(run, reserved.nowMs(), shaping, next.options);
        await next.take(run);
        await this.facts.forgetRun(run, true);
      }
      await next.takeFinal();
      await next.sumUp(this.publisher, summed, () => {
        tell('summing up');
      });
      const since = await this.catchUp(next, shaping, { ...reserved, fewChats }, () => {
        tell('catching up');
      });
      tell('switching');
      await this.computing.inTurn(
        (turn) => this.switch(turn, next, { shaping, since, from, begunAt: reserved.since }),
        signal,
      );
      return chats;
    } finally {
      await noted.end();
      // What is left behind, the next rebuild or start clears away.
      if (signal?.aborted !== true) await this.clear().catch(() => undefined);
    }
  }

  /** Drops the tables of generations that are not in their place, unless somebody is at work on them. */
  async clear(): Promise<void> {
    if ((await NextGeneration.leftovers(this.clickhouse)).length === 0) return;
    // In a turn nobody switches, and every switch before it is complete.
    await this.computing.inTurn(async (turn) => {
      for (const { name } of await NextGeneration.leftovers(this.clickhouse)) {
        await turn.command('rebuild/drop_table', { table: name }, ANY_SIZE);
        await dropElsewhere(this.clickhouse, name);
      }
    });
  }

  /** Outside of turns, until little is left. @returns since when chats may be behind */
  private async catchUp(
    next: NextGeneration,
    shaping: Shaping,
    { since: first, nowMs, fewChats }: Reserved & Required<Pick<RebuildOptions, 'fewChats'>>,
    tell: () => void,
  ): Promise<bigint> {
    let since = first;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      tell();
      const behind = await this.facts.countBehind(next.tables, { since, nowMs: nowMs() });
      if (behind <= fewChats) break;
      const slices = Math.ceil(behind / CHATS_AT_ONCE);
      const reserved = await this.computing.inTurn((turn) => Promise.resolve(reserve(turn, 2 * slices)));
      const versions = reserved.versions.values();
      const nextVersion = (): bigint => versions.next().value ?? reserved.since;
      const command: Turn['command'] = (name, parameters, options) =>
        this.clickhouse.command(name, parameters, options);
      const to = { writer: { command, nextVersion }, tables: next.tables, options: next.options };
      await this.computeBehind(to, shaping, { since, slices, nowMs: reserved.nowMs() });
      since = reserved.since;
    }
    return since;
  }

  private async switch(
    turn: Turn,
    next: NextGeneration,
    {
      shaping,
      since,
      from,
      begunAt,
    }: Readonly<Record<'since' | 'from' | 'begunAt', bigint>> & { readonly shaping: Shaping },
  ): Promise<void> {
    const present = await latestGeneration(this.clickhouse);
    // In a turn that was lost after all was done.
    if (present === next.generation) return publishGeneration(this.clickhouse, present);
    if (present !== from) throw new RebuildOvertaken('another rebuild has switched meanwhile');
    await requireNoneMadeFinal(this.clickhouse, begunAt);
    const nowMs = turn.nowMs();
    const behind = await this.facts.countBehind(next.tables, { since, nowMs });
    const to = { writer: turn, tables: next.tables };
    await this.computeBehind(to, shaping, { since, slices: Math.ceil(behind / CHATS_AT_ONCE), nowMs });
    await next.requireSameColumns();
    await next.forgetErased();
    await turn.command('rebuild/deadlines', next.tables);
    // Says of what the tables are that come next: without them it says nothing.
    await this.used.noteWhole(next.generation, shaping);
    const noneLeft = { before: new Date(LATEST_MS), version: turn.nextVersion() };
    await turn.command('facets/withdraw_before', noneLeft);
    await turn.command('rebuild/switch', next.tables);
    await publishGeneration(this.clickhouse, next.generation);
  }

  private async computeBehind(
    to: Destination & Pick<NextGeneration, 'tables'>,
    shaping: Shaping,
    { since, slices, nowMs }: { readonly since: bigint; readonly slices: number; readonly nowMs: number },
  ): Promise<void> {
    for (let slice = 0; slice < slices; slice += 1) {
      const run = to.writer.nextVersion();
      const chats = await this.facts.selectBehind(to.tables, { since, nowMs, slices, slice }, run);
      if (chats > 0) {
        await this.facts.computeRun(run, nowMs, shaping, to.options);
        await this.facts.compare(run, to.tables, to.options);
        await this.publisher.publish(to, [run], false);
      }
      await this.facts.forgetRun(run);
    }
  }
}

/** Versions for work outside of turns. */
export function reserve(turn: Turn, count: number): Reserved {
  const versions = Array.from({ length: count }, () => turn.nextVersion());
  return { versions, since: turn.lastVersion, nowMs: () => turn.nowMs() };
}
