import { setTimeout as sleep } from 'node:timers/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { ProgressLine } from '../../src/platform/terminal/progress-line';
import { BenchError } from '../support/bench-error';
import { rowsOf } from '../support/clickhouse-client';

const BETWEEN_LOOKS_MS = 500;
/** Between two merges of many there is a moment without any. */
const QUIET_LOOKS = 6;
const TIMEOUT_MS = 20 * 60_000;

/**
 * Waits until ClickHouse merges nothing: after a load of years in minutes, or a migration, it does for a while.
 * @throws BenchError when that takes too long
 */
export async function waitForMerges(client: ClickHouseClient): Promise<void> {
  const progress = new ProgressLine(process.stderr);
  const startedAt = performance.now();
  for (let quiet = 0; quiet < QUIET_LOOKS;) {
    const [row] = await rowsOf<{ merges: string }>(client, 'SELECT count() AS merges FROM system.merges');
    quiet = row?.merges === '0' ? quiet + 1 : 0;
    progress.update(() => `waiting for ${row?.merges} merges …`);
    if (performance.now() - startedAt > TIMEOUT_MS) throw new BenchError('ClickHouse still merges parts.');
    await sleep(BETWEEN_LOOKS_MS);
  }
}
