import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { JobsModule } from '../../platform/jobs/jobs.module';
import { SpoolModule } from '../../receive/spool/spool.module';
import { RefusalLossesModule } from '../../receive/webhook/refusal-losses';
import { OwnIdentity } from './own-identity';
import { ReceiverReports } from './receiver-reports';

/** What a receiver tells of itself. */
@Module({
  imports: [ClickHouseModule, JobsModule, SpoolModule, RefusalLossesModule],
  providers: [OwnIdentity, ReceiverReports],
  exports: [OwnIdentity, ReceiverReports],
})
export class OwnReceiverModule {}
