import { Injectable } from '@nestjs/common';
import { ClickHouse } from '../clickhouse/clickhouse';
import type { CallOptions } from '../clickhouse/clickhouse';
import { ANY_YEARS, FactBuilder } from '../facts/fact-builder';
import { ResultVersion } from './result-version';

/** In this order: the second is made of the first. */
const ROLL_UPS = ['rollups/quarters', 'rollups/coarser'] as const;

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
   * @param options of the statements that write
   */
  async publish(versions: readonly bigint[], isRecovery: boolean, options: CallOptions = {}): Promise<void> {
    await this.facts.apply(versions, options);
    for (const statement of ROLL_UPS) {
      // A version of its own, taken after what it is made of is written. Else two services that publish at once could
      // let the result win that lacks what the other has just written.
      const version = await this.version.next();
      const parameters = { run_versions: versions, version, is_recovery: isRecovery };
      await this.clickhouse.command(statement, parameters, {
        ...options,
        settings: { ...ANY_YEARS, ...options.settings },
      });
    }
    await this.facts.keepEpisodes(versions, options);
  }
}
