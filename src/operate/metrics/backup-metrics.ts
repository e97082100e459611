import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { lastBackup } from '../../platform/data-directory/last-backup';
import { MetricsRegistry } from './metrics-registry';

/** How old the last good backup of the data directory is. */
@Injectable()
export class BackupMetrics {
  constructor(metrics: MetricsRegistry, @Inject(SETTINGS) { dataDir }: Settings) {
    metrics.gauge(
      {
        name: 'signalzen_backup_last_success_timestamp_seconds',
        help: 'When the last backup of DATA_DIR began that was verified, in seconds since 1970; absent without any.',
      },
      async () => {
        const last = await lastBackup(dataDir);
        return last && last.madeAtMs / 1000;
      },
    );
  }
}
