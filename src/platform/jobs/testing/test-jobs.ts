import { SchedulerRegistry } from '@nestjs/schedule';
import pino from 'pino';
import type { ClickHouseConnection } from '../../clickhouse/clickhouse-connection';
import { Jobs } from '../jobs';

/** Jobs that start when the test says so, with a database that is ready at once. */
export function testJobs(registry = new SchedulerRegistry()): Jobs {
  const ready = () => Promise.resolve();
  return new Jobs(registry, { ready } as unknown as ClickHouseConnection, pino({ enabled: false }));
}
