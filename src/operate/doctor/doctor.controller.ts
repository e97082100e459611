import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get, Inject, UseFilters, UseGuards } from '@nestjs/common';
import { AccessGuard, RouteRequires } from '../../answer/access/access.guard';
import { AnswerErrorFilter } from '../../answer/access/answer-error.filter';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ClickHouseConnection } from '../../platform/clickhouse/clickhouse-connection';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { ReceiverLink } from '../../platform/processes/receiver-link';
import type { Database } from './check-database';
import { examine } from './examine';
import { worstOf } from './finding';
import type { Finding, Level } from './finding';
import { setUpOf } from './set-up';
import type { SetUp } from './set-up';

const DATABASE_WITHIN_MS = 2_000;

/** For the page: what `npm run doctor` says, and how far the accounts are connected. */
@Controller()
@UseGuards(AccessGuard)
@UseFilters(AnswerErrorFilter)
export class DoctorController {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly connection: ClickHouseConnection,
    private readonly receiver: ReceiverLink,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The webhooks are not tried from outside: who asks for that says where. */
  @Get('doctor')
  @RouteRequires('operate')
  async doctor(): Promise<{ readonly level: Level; readonly findings: readonly Finding[] }> {
    const findings = await examine({
      settings: this.settings,
      database: await this.database(),
      databaseAway: 'it does not answer',
      pid: process.pid,
      origin: 'here',
      publicOrigin: undefined,
      now: Date.now(),
      wordsOf: (error) => (error instanceof Error ? error.message : String(error)),
    });
    return { level: worstOf(findings), findings };
  }

  @Get('set-up')
  @RouteRequires('operate')
  setUp(): Promise<SetUp> {
    return setUpOf(this.settings, this.receiver, this.clickhouse);
  }

  private async database(): Promise<Database | undefined> {
    const access = await Promise.race([
      this.connection.ready().catch(() => undefined),
      sleep(DATABASE_WITHIN_MS, undefined, { ref: false }),
    ]);
    return access && { clickhouse: this.clickhouse, access, name: this.settings.clickhouse.database };
  }
}
