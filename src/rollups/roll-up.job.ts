import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { ClickHouseConnection } from '../clickhouse/clickhouse-connection';
import { SETTINGS } from '../config/config.module';
import type { Settings } from '../config/settings';
import { LOG } from '../logging/logging.module';
import type { Log } from '../logging/log';
import { RollUp } from './roll-up';
import { RollUpState } from './roll-up-state';
import { RegularTurns } from './regular-turns';

/**
 * Rolls up every `ROLLUP_EVERY_SECONDS`. A pass never overlaps itself; one that takes longer is followed by the next
 * at once, and one that fails is logged and done again at the next turn.
 */
@Injectable()
export class RollUpJob implements BeforeApplicationShutdown, OnApplicationBootstrap {
  private readonly turns: RegularTurns;
  private failures = 0;

  constructor(
    private readonly rollUp: RollUp,
    private readonly state: RollUpState,
    schedule: SchedulerRegistry,
    private readonly connection: ClickHouseConnection,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.turns = new RegularTurns(schedule, 'rollUpPending', () => this.runOnce());
  }

  onApplicationBootstrap(): void {
    this.turns.begin(this.connection, this.settings.rollupEverySeconds * 1000);
  }

  /** Waits for the pass under way: it stops at its next step. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.turns.end();
  }

  private async runOnce(): Promise<void> {
    const startedAt = Date.now();
    const start = performance.now();
    try {
      const deliveries = await this.rollUp.rollUpPending(this.turns.signal);
      if (this.turns.signal.aborted) return;
      const milliseconds = Math.round(performance.now() - start);
      this.state.passed(startedAt, deliveries, milliseconds / 1000);
      if (this.failures > 0) this.log.info({ failures: this.failures }, 'roll-ups work again');
      this.failures = 0;
      if (deliveries > 0) this.log.debug({ deliveries, milliseconds }, 'rolled up');
    } catch (error) {
      if (this.turns.signal.aborted) return;
      this.failures += 1;
      this.state.failures += 1;
      this.log.error({ err: error, failures: this.failures }, 'rolling up failed and will be tried again');
    }
  }
}
