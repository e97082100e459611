import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { ReceiverStates } from './receiver-states';

/** How the receivers on the database are, for whoever asks. */
@Module({ imports: [ClickHouseModule], providers: [ReceiverStates], exports: [ReceiverStates] })
export class ReceiverStatesModule {}
