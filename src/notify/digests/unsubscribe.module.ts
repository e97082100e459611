import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { UnsubscribeController } from './unsubscribe.controller';
import { Unsubscriptions } from './unsubscriptions';

/** Lets receivers of digests leave off: docs/digests.md. */
@Module({ imports: [ClickHouseModule], providers: [Unsubscriptions], controllers: [UnsubscribeController] })
export class UnsubscribeModule {}
