import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../clickhouse/clickhouse';
import { ANY_YEARS, FactBuilder } from '../facts/fact-builder';
import { ResultVersion } from './result-version';

const HOUR = { seconds: 3600 };
const DAY = { seconds: 86_400 };

/** Statements and what they are about. Each roll-up is made of those before it. */
const ROLL_UPS = [
  { statement: 'rollup_15m' },
  { statement: 'coarser_rollup', table: 'rollup_1h', finer: 'rollup_15m', ...HOUR },
  { statement: 'coarser_rollup', table: 'rollup_1d', finer: 'rollup_1h', ...DAY },
  { statement: 'total', table: 'total_15m', rollup: 'rollup_15m', seconds: 900 },
  { statement: 'total', table: 'total_1h', rollup: 'rollup_1h', ...HOUR },
  { statement: 'total', table: 'total_1d', rollup: 'rollup_1d', ...DAY },
] as const;

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
    for (const { statement, ...tables } of ROLL_UPS) {
      // A version of its own, taken after what it is made of is written. Else two services that publish at once could
      // let the result win that lacks what the other has just written.
      const version = await this.version.next();
      const parameters = { ...tables, run_versions: versions, version, is_recovery: isRecovery };
      await this.clickhouse.command(`rollups/${statement}`, parameters, {
        settings: { ...ANY_YEARS, ...settings },
      });
    }
    await this.facts.keepEpisodes(versions, settings);
  }
}
