import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ClickHouseConnection } from '../../platform/clickhouse/clickhouse-connection';

/** For load balancers and supervisors, of a process that receives nothing. */
@Controller()
export class HealthController {
  constructor(private readonly connection: ClickHouseConnection) {}

  /** The process runs and answers. */
  @Get('healthz')
  health(): { status: string } {
    return { status: 'ok' };
  }

  /** Ready is who can ask the database. */
  @Get('readyz')
  readiness(@Res({ passthrough: true }) response: Response): { status: string; reason?: string } {
    const reason = this.connection.notReadyBecause;
    if (reason === undefined) return { status: 'ready' };
    response.status(503);
    return { status: 'not ready', reason };
  }
}
