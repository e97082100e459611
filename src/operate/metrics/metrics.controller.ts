import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ReceiverLink } from '../../platform/processes/receiver-link';
import { MetricsRegistry } from './metrics-registry';

/** For Prometheus. Open, as it tells only numbers and the names of accounts: see docs/operations.md. */
@Controller()
export class MetricsController {
  constructor(
    private readonly metrics: MetricsRegistry,
    private readonly receiver: ReceiverLink,
  ) {}

  @Get('metrics')
  async scrape(@Res({ passthrough: true }) response: Response): Promise<string> {
    const ofReceiver = await this.receiver.metrics();
    response.type(this.metrics.contentType);
    return this.metrics.text(ofReceiver);
  }
}
