import { Controller, Get, Res, UseFilters, UseGuards } from '@nestjs/common';
import type { Response } from 'express';
import { AccessGuard, RouteRequires } from '../../answer/access/access.guard';
import { AnswerErrorFilter } from '../../answer/access/answer-error.filter';
import { ReceiverLink } from '../../platform/processes/receiver-link';
import { MetricsRegistry } from './metrics-registry';

/** For Prometheus: see docs/operations.md. */
@Controller()
@UseGuards(AccessGuard)
@UseFilters(AnswerErrorFilter)
export class MetricsController {
  constructor(
    private readonly metrics: MetricsRegistry,
    private readonly receiver: ReceiverLink,
  ) {}

  @Get('metrics')
  @RouteRequires('operate')
  async scrape(@Res({ passthrough: true }) response: Response): Promise<string> {
    const ofReceiver = await this.receiver.metrics();
    response.type(this.metrics.contentType);
    return this.metrics.text(ofReceiver);
  }
}
