import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ANY_YEARS, FactBuilder } from '../facts/fact-builder';
import type { Destination } from '../facts/fact-builder';
import { PRESENT } from '../facts/generations';
import { COARSER, GRAINS } from './grains';

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
   */
  async publish(to: Destination, runs: readonly bigint[], isRecovery: boolean): Promise<void> {
    const { writer, tables = PRESENT, options = {} } = to;
    const version = writer.nextVersion();
    if (tables === PRESENT) await writer.command('facets/withdraw', { runs, version });
    await this.facts.apply(to, runs, version);
    const dirty = isRecovery ? 'rollups/dirty_buckets_of_recovery' : 'rollups/dirty_buckets';
    await this.clickhouse.command(dirty, { runs, version, grains: GRAINS }, options);
    await this.sumUp(to, version);
    await this.facts.keepEpisodes(to, runs, version);
  }

  /** Computes the roll-ups of all buckets that are noted as dirty under a version. */
  async sumUp({ writer, tables = PRESENT, options = {} }: Destination, version: bigint): Promise<void> {
    const settings = { ...ANY_YEARS, ...options.settings };
    const [parameters, all] = [
      { version, ...tables },
      { ...options, settings },
    ];
    await writer.command('rollups/quarters', parameters, all);
    for (const lengths of COARSER)
      await writer.command('rollups/coarser', { ...parameters, ...lengths }, all);
    await this.clickhouse.command('rollups/drop_dirty_buckets', { version });
  }
}
