import { join } from 'node:path';
import type { Settings } from '../../platform/config/settings';
import type { Log } from '../../platform/logging/log';
import { Spool } from './spool';
import type { SpoolOptions } from './spool-options';

/** The spool in `DATA_DIR/spool`. Whoever opens it holds the lock of the data directory. */
export function openSpool(
  { dataDir, spool }: Settings,
  log: Log,
  rest: Pick<SpoolOptions, 'onRecovered'> = {},
): Promise<Spool> {
  const { maxPendingBytes, segmentBytes, minFreeBytes } = spool;
  const directory = join(dataDir, 'spool');
  return Spool.open({ directory, log, maxPendingBytes, segmentBytes, minFreeBytes, ...rest });
}
