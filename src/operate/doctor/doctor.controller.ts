import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get, Inject, UseFilters, UseGuards } from '@nestjs/common';
import { AccessGuard, RouteRequires } from '../../answer/access/access.guard';
import { AnswerErrorFilter } from '../../answer/access/answer-error.filter';
import { Asking } from '../../answer/shards/asking';
import { ShardConnections } from '../../platform/clickhouse/shard-connections';
import { Shards } from '../../platform/clickhouse/shards';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { ReceiverLink } from '../../platform/processes/receiver-link';
import type { Database } from './check-database';
import { examine } from './examine';
import { examineShards } from './examine-shards';
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
    private readonly shards: Shards,
    private readonly connections: ShardConnections,
    private readonly asking: Asking,
    private readonly receiver: ReceiverLink,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** The webhooks are not tried from outside: who asks for that says where. */
  @Get('doctor')
  @RouteRequires('operate')
  async doctor(): Promise<{ readonly level: Level; readonly findings: readonly Finding[] }> {
    const findings = await examineShards(
      this.settings,
      (account) => this.shards.ofAccount(account).name,
      async (settings, part, shard) =>
        examine(
          {
            settings,
            database: await this.database(settings, shard?.name),
            databaseAway: 'it does not answer',
            pid: process.pid,
            origin: 'here',
            publicOrigin: undefined,
            now: Date.now(),
            wordsOf: (error) => (error instanceof Error ? error.message : String(error)),
          },
          part,
        ),
    );
    return { level: worstOf(findings), findings };
  }

  @Get('set-up')
  @RouteRequires('operate')
  setUp(): Promise<SetUp> {
    return setUpOf(this.settings, this.receiver, this.asking);
  }

  /** @param shard of several; by default the first */
  private async database(settings: Settings, shard: string | undefined): Promise<Database | undefined> {
    const { all } = this.connections;
    const { connection } = all.find(({ name }) => name === shard) ?? all[0];
    const access = await Promise.race([
      connection.ready().catch(() => undefined),
      sleep(DATABASE_WITHIN_MS, undefined, { ref: false }),
    ]);
    return access && { clickhouse: connection.clickhouse, access, name: settings.clickhouse.database };
  }
}
