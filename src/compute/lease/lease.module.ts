import { Module } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import type { Log } from '../../platform/logging/log';
import { LOG } from '../../platform/logging/logging.module';
import { Lease } from './lease';

/** Lets one process at a time change what is computed. */
@Module({
  imports: [ClickHouseModule],
  providers: [
    {
      provide: Lease,
      inject: [ClickHouse, LOG],
      useFactory: (clickhouse: ClickHouse, log: Log) => new Lease(clickhouse, { program: 'service', log }),
    },
  ],
  exports: [Lease],
})
export class LeaseModule {}
