import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { Jobs } from '../../platform/jobs/jobs';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { cleanOldSetAside } from './old-set-aside';
import { RetentionNotes } from './retention-notes';

/** Milliseconds. Limits are days. */
const EVERY = 3_600_000;
const RETRY = { first: 60_000, most: EVERY };

/**
 * Every hour empties what this receiver has set aside and is older than texts are kept. Segments are cleaned as after
 * an erasure: whoever removes texts notes of which.
 */
@Injectable()
export class OldSetAsideJob {
  constructor(
    private readonly notes: RetentionNotes,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
    jobs: Jobs,
  ) {
    jobs.add({
      name: 'emptyOldSetAside',
      everyMs: EVERY,
      retry: RETRY,
      run: () => this.emptyOld(),
      failure:
        'files that were set aside and are older than texts are kept could not be emptied; tried again soon',
    });
  }

  private async emptyOld(): Promise<void> {
    const { dataDir, accounts } = this.settings;
    const kept = await this.notes.keptSince();
    const cleaned = await cleanOldSetAside({ dataDir, accounts: [...accounts.keys()] }, kept);
    for (const { place, name } of cleaned)
      this.log.info(
        { place, file: name },
        'a file that was set aside is emptied: texts are not kept for so long',
      );
  }
}
