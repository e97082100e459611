import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { dueParameters } from '../../src/compute/rollups/facet-sums';
import { SqlFiles } from '../../src/platform/clickhouse/sql-files';
import { ProgressLine } from '../../src/platform/terminal/progress-line';
import { BenchError } from '../support/bench-error';
import { rowsOf } from '../support/clickhouse-client';

const BETWEEN_LOOKS_MS = 2_000;
const TIMEOUT_MS = 60 * 60_000;

/**
 * Waits until the service has summed up by page and attribute all days that it will: it looks every minute.
 * @throws BenchError when that takes too long
 */
export async function waitForFacets(client: ClickHouseClient): Promise<void> {
  const due = new SqlFiles().statement('facets/due');
  const progress = new ProgressLine(process.stderr);
  const startedAt = performance.now();
  for (;;) {
    const days = await rowsOf<object>(client, due, dueParameters());
    if (days.length === 0) return;
    progress.update(() => `${days.length} days or more are to be summed up by page and attribute …`);
    if (performance.now() - startedAt > TIMEOUT_MS) throw new BenchError('Days are still summed up.');
    await sleep(BETWEEN_LOOKS_MS);
  }
}
