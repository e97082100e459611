import { Module } from '@nestjs/common';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { RebuildNotes } from './rebuild-notes';
import { RollUpProgress } from './roll-up-progress';
import { RollUpState } from './roll-up-state';

/** How far the roll-ups are, also where another process computes them. */
@Module({
  imports: [ClickHouseModule],
  providers: [RebuildNotes, RollUpProgress, RollUpState],
  exports: [RebuildNotes, RollUpProgress, RollUpState],
})
export class RollUpStateModule {}
