import { Module } from '@nestjs/common';
import { PeopleModule } from '../access/people.module';
import { AnswerModule } from '../answer.module';
import { OpenApiController } from './openapi/openapi.controller';
import { ReportRegistry } from './report-registry';
import { ReportSender } from './report-sender';
import { ReportsController } from './reports.controller';

/** Reports as CSV, Excel workbooks, JSON and NDJSON at `/reports`, described at `/openapi.json`. */
@Module({
  imports: [PeopleModule, AnswerModule],
  controllers: [ReportsController, OpenApiController],
  providers: [ReportRegistry, ReportSender],
})
export class ReportsModule {}
