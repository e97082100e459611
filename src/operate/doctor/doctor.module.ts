import { Module } from '@nestjs/common';
import { PeopleModule } from '../../answer/access/people.module';
import { Asking } from '../../answer/shards/asking';
import { AnswerErrors } from '../../answer/measures/answer-errors';
import { ClickHouseModule } from '../../platform/clickhouse/clickhouse.module';
import { ProcessesModule } from '../../platform/processes/processes.module';
import { DoctorController } from './doctor.controller';

/** `GET /doctor` and `GET /set-up`: what an operator looks at in the first hour, and when something is wrong. */
@Module({
  imports: [PeopleModule, ClickHouseModule, ProcessesModule],
  controllers: [DoctorController],
  providers: [AnswerErrors, Asking],
})
export class DoctorModule {}
