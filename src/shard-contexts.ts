import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import type { AccountShards } from './platform/clickhouse/cluster/account-shards';
import type { Role } from './platform/config/roles';
import type { Settings } from './platform/config/settings';
import { settingsOfShard } from './platform/config/settings-of-shard';
import { makeDirectory } from './platform/data-directory/make-directory';
import type { Log } from './platform/logging/log';
import { NestLog } from './platform/logging/nest-log';
import type { RulesInForce } from './platform/rules/rules-in-force';

export interface ShardContext {
  /** Of the shard. */
  readonly name: string;
  readonly app: INestApplicationContext;
}

/**
 * Starts what a process does for the accounts of each shard: the same modules as on one database, once for each, so
 * that a shard that is away holds up no other.
 * @throws what keeps any from starting; none is left running then
 */
export async function openShardContexts(
  {
    settings,
    log,
    roles,
    rules,
  }: {
    readonly settings: Settings;
    readonly log: Log;
    readonly roles: readonly Role[];
    readonly rules: RulesInForce | undefined;
  },
  accounts: AccountShards,
): Promise<readonly ShardContext[]> {
  const opened: ShardContext[] = [];
  try {
    for (const shard of settings.shards) {
      const { name } = shard;
      const own = settingsOfShard(settings, shard, (account) => accounts.shardOf(account) === name);
      makeDirectory(own.dataDir);
      const lent = { settings: own, log: log.child({ shard: name }), roles, rules };
      const app = await NestFactory.createApplicationContext(await AppModule.ofShard(lent), {
        logger: new NestLog(lent.log),
        abortOnError: false,
      });
      opened.push({ name, app });
    }
    return opened;
  } catch (error) {
    await closeShardContexts(opened);
    throw error;
  }
}

export async function closeShardContexts(contexts: readonly ShardContext[]): Promise<void> {
  await Promise.all(contexts.map(({ app }) => app.close()));
}
