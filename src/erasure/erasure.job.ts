import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { ClickHouseConnection } from '../clickhouse/clickhouse-connection';
import { SETTINGS } from '../config/config.module';
import type { Settings } from '../config/settings';
import { LOG } from '../logging/logging.module';
import type { Log } from '../logging/log';
import { RegularTurns } from '../rollups/regular-turns';
import { Erasure } from './erasure';

/** All in milliseconds. */
const EVERY = 5_000;
/** Deliveries that waited for ClickHouse keep their time of receipt. */
const MAY_COME_LATE = 7 * 86_400_000;

/**
 * Every five seconds erases what was requested and is not erased yet: what another process broke off, and what came later,
 * such as deliveries that waited in the spool or were replayed. With `ERASE_DESTROYED_CHATS` also the chats that
 * SignalZen said to have destroyed.
 */
@Injectable()
export class ErasureJob implements BeforeApplicationShutdown, OnApplicationBootstrap {
  private readonly turns: RegularTurns;
  /** The first look goes back to the beginning: the setting may be new. */
  private destroyedSince = 0;

  constructor(
    private readonly erasure: Erasure,
    schedule: SchedulerRegistry,
    private readonly connection: ClickHouseConnection,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.turns = new RegularTurns(schedule, 'erase', () => this.runOnce());
  }

  onApplicationBootstrap(): void {
    this.turns.begin(this.connection, EVERY);
  }

  /** Leaves off: the next start goes on. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.turns.end();
  }

  private async runOnce(): Promise<void> {
    try {
      if (this.settings.eraseDestroyedChats) {
        const startedAt = Date.now();
        await this.erasure.requestDestroyed(this.destroyedSince);
        this.destroyedSince = startedAt - MAY_COME_LATE;
      }
      const deliveries = await this.erasure.carryOut(this.turns.signal);
      if (deliveries > 0) this.log.info({ deliveries }, 'erased what was asked to be');
    } catch (error) {
      if (this.turns.signal.aborted) return;
      this.log.error({ err: error }, 'erasing failed and will be tried again');
    }
  }
}
