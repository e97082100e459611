import { Controller, Get, Param, Req, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Request, Response } from 'express';
import { requireCaller } from '../../platform/access/request-caller';
import { AccessGuard, RouteRequires } from '../access/access.guard';
import { AnswerErrorFilter } from '../access/answer-error.filter';
import { refuseOfOtherFormats, REPORT_FORMATS } from './formats/report-formats';
import { reportInfoOf } from './report-info';
import type { ReportInfo } from './report-info';
import { QueryParameters } from './parameters/query-parameters';
import { UnknownReport, ReportSender } from './report-sender';
import { ReportRegistry } from './report-registry';

/** The measures over plain HTTP, for programs that do not speak GraphQL: see docs/reports.md. */
@Controller('reports')
@UseGuards(AccessGuard)
@UseFilters(AnswerErrorFilter)
export class ReportsController {
  constructor(
    private readonly registry: ReportRegistry,
    private readonly sender: ReportSender,
  ) {}

  /** What there is tells nobody anything. */
  @Get()
  @RouteRequires('any')
  list(): { reports: ReportInfo[] } {
    return { reports: this.registry.reports.map(reportInfoOf) };
  }

  /** `<report>.<format>`: each report says itself what it needs. */
  @Get(':file')
  @RouteRequires('any')
  async send(@Param('file') file: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const [name, extension, ...more] = file.split('.');
    const report = this.registry.reports.find((one) => one.name === name);
    const format = REPORT_FORMATS.find((one) => one.extension === extension);
    if (report === undefined || format === undefined || more.length > 0) throw this.unknown(file);
    const query = new QueryParameters(request.originalUrl);
    refuseOfOtherFormats(query, format);
    const sent = {
      report: report.resolve(query, format.parameters, requireCaller(request)),
      format,
      write: format.writer(query),
    };
    await this.sender.send(sent, request, response);
  }

  private unknown(file: string): UnknownReport {
    const names = this.registry.reports.map(({ name }) => name).join(', ');
    const formats = REPORT_FORMATS.map(({ extension }) => `.${extension}`).join(', ');
    return new UnknownReport(
      `There is no ${JSON.stringify(file.slice(0, 64))}. Reports: ${names}; each with one of ${formats}, such as /reports/stats.csv.`,
    );
  }
}
