import { Controller, Get, Res } from '@nestjs/common';
import type { Response } from 'express';
import { ShardConnections } from '../../platform/clickhouse/shard-connections';

interface Readiness {
  readonly status: 'ready' | 'not ready';
  readonly reason?: string;
  /** Why, by the names of the shards. */
  readonly shardsNotReady?: Readonly<Record<string, string>>;
}

/** For load balancers and supervisors, of a process that receives nothing. */
@Controller()
export class HealthController {
  constructor(private readonly connections: ShardConnections) {}

  /** The process runs and answers. */
  @Get('healthz')
  health(): { status: string } {
    return { status: 'ok' };
  }

  /** Ready is who can ask the database, of several any. */
  @Get('readyz')
  readiness(@Res({ passthrough: true }) response: Response): Readiness {
    const { all } = this.connections;
    const away = all.flatMap(({ name, connection: { notReadyBecause: reason } }) =>
      reason === undefined ? [] : [[name, reason] as const],
    );
    const [first] = away;
    if (first === undefined) return { status: 'ready' };
    if (away.length < all.length) return { status: 'ready', shardsNotReady: Object.fromEntries(away) };
    response.status(503);
    return { status: 'not ready', reason: first[1] };
  }
}
