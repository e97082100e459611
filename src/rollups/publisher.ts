import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../clickhouse/clickhouse';
import { ANY_YEARS, FactBuilder } from '../facts/fact-builder';
import { ResultVersion } from './result-version';

/** Each is made of those before it. */
const ROLL_UPS = ['rollup_15m', 'total_15m', 'rollup_1d', 'total_1d'] as const;

/** Makes visible what runs have computed: changes samples, and then every roll-up that these are in. */
@Injectable()
export class Publisher {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly facts: FactBuilder,
    private readonly version: ResultVersion,
  ) {}

  /**
   * @param isRecovery whether a run over the same chats may have broken off after it changed samples
   * @param settings of ClickHouse, for the statements that write
   */
  async publish(
    versions: readonly bigint[],
    isRecovery: boolean,
    settings: Record<string, string> = {},
  ): Promise<void> {
    await this.facts.apply(versions, settings);
    // A version of its own, taken after the samples are written: it covers every change made before it.
    const version = await this.version.next();
    const parameters = { run_versions: versions, version, is_recovery: isRecovery };
    for (const table of ROLL_UPS) {
      await this.clickhouse.command(`rollups/${table}`, parameters, {
        settings: { ...ANY_YEARS, ...settings },
      });
    }
    await this.facts.keepEpisodes(versions, settings);
  }
}
