import { Global, Inject, Injectable, Module } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { OWN_ROLES, SETTINGS } from '../config/config.module';
import type { Role } from '../config/roles';
import type { Settings } from '../config/settings';
import type { Log } from '../logging/log';
import { LOG } from '../logging/logging.module';
import { ClickHouse } from './clickhouse';
import { ClickHouseConnection } from './clickhouse-connection';

/** Closes the connection last of all, when those who write have finished. */
@Injectable()
class CloseClickHouse implements OnApplicationShutdown {
  constructor(@Inject(ClickHouseConnection) private readonly connection: ClickHouseConnection) {}

  onApplicationShutdown(): Promise<void> {
    return this.connection.close();
  }
}

/**
 * Lends {@link ClickHouse} and {@link ClickHouseConnection}. The embedded server starts with the module and
 * ends in Nest's `onApplicationShutdown`: whoever writes must be done in `onModuleDestroy` or
 * `beforeApplicationShutdown`.
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
    CloseClickHouse,
  ],
  exports: [ClickHouse, ClickHouseConnection],
})
export class ClickHouseModule {}
