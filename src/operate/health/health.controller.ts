import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { DELIVERY_SINK } from '../../receive/spool/delivery-sink';
import type { DeliverySink } from '../../receive/spool/delivery-sink';

/** For load balancers and supervisors. */
@Controller()
export class HealthController {
  constructor(@Inject(DELIVERY_SINK) private readonly sink: DeliverySink) {}

  /** The process runs and answers. */
  @Get('healthz')
  health(): { status: string } {
    return { status: 'ok' };
  }

  /** Ready is who can take a delivery; ClickHouse is not needed for that. */
  @Get('readyz')
  readiness(@Res({ passthrough: true }) response: Response): { status: string; reason?: string } {
    const refusal = this.sink.refusal();
    if (refusal === undefined) return { status: 'ready' };
    response.status(503);
    return { status: 'not ready', reason: refusal.text };
  }
}
