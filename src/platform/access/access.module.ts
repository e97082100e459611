import { Module } from '@nestjs/common';
import { AuditLog } from './audit-log';
import { Callers } from './callers';
import { GrantStore } from './grant-store';
import { GrantUses } from './grant-uses';

/** Who asks, what he may, and who did what. The database is that of the process, or of the command. */
@Module({
  providers: [AuditLog, Callers, GrantStore, GrantUses],
  exports: [AuditLog, Callers, GrantStore],
})
export class AccessModule {}
