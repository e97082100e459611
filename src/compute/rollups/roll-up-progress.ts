import { Inject, Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { OWN_ROLES } from '../../platform/config/config.module';
import type { Role } from '../../platform/config/roles';
import { RollUpState } from './roll-up-state';

/** How far the roll-ups are, for whoever shows numbers. */
@Injectable()
export class RollUpProgress {
  constructor(
    private readonly state: RollUpState,
    private readonly clickhouse: ClickHouse,
    @Inject(OWN_ROLES) private readonly ownRoles: readonly Role[],
  ) {}

  /**
   * All that was stored at this moment (milliseconds) is rolled up: where this process computes, when its last pass
   * that went through began; elsewhere, as the list of what waits for its facts tells.
   * @returns `undefined` where nothing is known
   */
  async lastRollUpAt(): Promise<number | undefined> {
    if (this.ownRoles.includes('work')) return this.state.lastRollUpAt();
    const [row] = await this.clickhouse.query<{ until_ms: string | null }>('queries/rolled_up_until');
    return row?.until_ms == null ? undefined : Number(row.until_ms);
  }

  /** Numbers of buckets that end later than this (milliseconds) may still grow. */
  async completeUntil(): Promise<number> {
    return Math.min((await this.lastRollUpAt()) ?? 0, Date.now());
  }
}
