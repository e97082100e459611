import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { PendingRanges } from './pending-ranges';

/** The list of deliveries whose facts are still to be computed. */
@Module({ imports: [ClickHouseModule], providers: [PendingRanges], exports: [PendingRanges] })
export class PendingRangesModule {}
