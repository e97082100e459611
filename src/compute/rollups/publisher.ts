import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { CallOptions } from '../../platform/clickhouse/clickhouse';
import { ANY_YEARS, FactBuilder } from '../facts/fact-builder';
import type { Turn } from '../lease/turn';

/** In this order: the second is made of the first. */
const ROLL_UPS = ['rollups/quarters', 'rollups/coarser'] as const;

/** Makes visible what runs have computed: changes facts, and then every roll-up that these are in. */
@Injectable()
export class Publisher {
  constructor(
    private readonly facts: FactBuilder,
    private readonly clickhouse: ClickHouse,
  ) {}

  /**
   * @param runs what they changed must be computed in this turn, or of chats that nobody has computed since
   * @param isRecovery whether a run over the same chats may have broken off after it changed facts
   * @param options of the statements that write
   */
  async publish(
    turn: Turn,
    runs: readonly bigint[],
    isRecovery: boolean,
    options: CallOptions = {},
  ): Promise<void> {
    const version = turn.nextVersion();
    await this.facts.apply(turn, runs, version, options);
    const settings = { ...ANY_YEARS, ...options.settings };
    const dirty = isRecovery ? 'rollups/dirty_buckets_of_recovery' : 'rollups/dirty_buckets';
    await this.clickhouse.command(dirty, { runs, version }, options);
    for (const statement of ROLL_UPS) await turn.command(statement, { version }, { ...options, settings });
    await this.clickhouse.command('rollups/drop_dirty_buckets', { version });
    await this.facts.keepEpisodes(turn, runs, version, options);
  }
}
