import { Module } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { Log } from '../../platform/logging/log';
import { LOG } from '../../platform/logging/logging.module';
import { Lease } from './lease';

/** The injection token of the name of the command that computes; nothing provides it in the service. */
export const COMMAND = Symbol('COMMAND');

/** Lets one process at a time change what is computed. */
@Module({
  providers: [
    {
      provide: Lease,
      inject: [ClickHouse, LOG, { token: COMMAND, optional: true }],
      useFactory: (clickhouse: ClickHouse, log: Log, command: string | undefined) =>
        new Lease(clickhouse, { program: command ?? 'service', log }),
    },
  ],
  exports: [Lease],
})
export class LeaseModule {}
