import { Module } from '@nestjs/common';
import { ClickHouse } from '../clickhouse/clickhouse';
import { ClickHouseModule } from '../clickhouse/clickhouse.module';
import type { Log } from '../logging/log';
import { LOG } from '../logging/logging.module';
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
