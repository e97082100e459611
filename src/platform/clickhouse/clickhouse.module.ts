import { Global, Inject, Injectable, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationShutdown } from '@nestjs/common';
import { OWN_ROLES, SETTINGS } from '../config/config.module';
import type { Role } from '../config/roles';
import type { Settings, ShardSettings } from '../config/settings';
import { settingsOfShard } from '../config/settings-of-shard';
import type { Log } from '../logging/log';
import { LOG } from '../logging/logging.module';
import { ClickHouse } from './clickhouse';
import { ClickHouseConnection } from './clickhouse-connection';
import { ShardConnections } from './shard-connections';
import { Shards } from './shards';
import type { PlacedAccounts, Shard } from './shards';

/** The injection token of {@link PlacedAccounts}; nothing provides them where there is one database. */
const PLACED_ACCOUNTS = Symbol('PLACED_ACCOUNTS');

/** Closes the connections last of all, when those who write have finished. */
@Injectable()
class CloseClickHouse implements OnApplicationShutdown {
  constructor(@Inject(ShardConnections) private readonly connections: ShardConnections) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.connections.all.map(({ connection }) => connection.close()));
  }
}

/**
 * Lends {@link ClickHouse}, {@link ClickHouseConnection}, {@link ShardConnections} and {@link Shards}. The embedded
 * server starts with the module and ends in Nest's `onApplicationShutdown`: whoever writes must be done in
 * `onModuleDestroy` or `beforeApplicationShutdown`.
 */
@Global()
@Module({
  providers: [
    {
      provide: ClickHouseConnection,
      inject: [SETTINGS, OWN_ROLES, LOG],
      useFactory: (settings: Settings, roles: readonly Role[], log: Log) =>
        new ClickHouseConnection(settings, log, undefined, !roles.includes('receive')),
    },
    {
      provide: ClickHouse,
      inject: [ClickHouseConnection],
      useFactory: (connection: ClickHouseConnection) => connection.clickhouse,
    },
    {
      provide: ShardConnections,
      inject: [ClickHouseConnection, SETTINGS, OWN_ROLES, LOG],
      useFactory: (home: ClickHouseConnection, settings: Settings, roles: readonly Role[], log: Log) => {
        // A receiver asks none of them: what it does for shards has connections of its own.
        const others = roles.includes('receive') ? [] : settings.shards.slice(1);
        const connect = (shard: ShardSettings): ClickHouseConnection =>
          new ClickHouseConnection(settingsOfShard(settings, shard), log.child({ shard: shard.name }));
        return new ShardConnections([
          { name: settings.shards[0]?.name ?? home.clickhouse.database, connection: home },
          ...others.map((shard) => ({ name: shard.name, connection: connect(shard) })),
        ]);
      },
    },
    {
      provide: Shards,
      inject: [ShardConnections, { token: PLACED_ACCOUNTS, optional: true }],
      useFactory: ({ all }: ShardConnections, accounts: PlacedAccounts | undefined) => {
        const [home, ...others] = all;
        const shardOf = ({ name, connection }: typeof home): Shard => ({
          name,
          clickhouse: connection.clickhouse,
        });
        return new Shards([shardOf(home), ...others.map(shardOf)], accounts);
      },
    },
    CloseClickHouse,
  ],
  exports: [ClickHouse, ClickHouseConnection, ShardConnections, Shards],
})
export class ClickHouseModule {}

/** Lends which account is on which of several shards. */
@Global()
@Module({})
export class PlacedAccountsModule {
  static with(accounts: PlacedAccounts): DynamicModule {
    return {
      module: PlacedAccountsModule,
      providers: [{ provide: PLACED_ACCOUNTS, useValue: accounts }],
      exports: [PLACED_ACCOUNTS],
    };
  }
}
