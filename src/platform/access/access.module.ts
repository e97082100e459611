import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../clickhouse/clickhouse.module';
import { AuditLog } from './audit-log';
import { Callers } from './callers';
import { GrantStore } from './grant-store';
import { GrantUses } from './grant-uses';

/** Who asks, what he may, and who did what. */
@Module({
  imports: [ClickHouseModule],
  providers: [AuditLog, Callers, GrantStore, GrantUses],
  exports: [AuditLog, Callers, GrantStore],
})
export class AccessModule {}
