import { Inject, Injectable } from '@nestjs/common';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { Jobs } from '../../platform/jobs/jobs';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { Erasure } from './erasure';
import { OperatorPseudonyms } from './operator-pseudonyms';

/** All in milliseconds. */
const EVERY = 5_000;
/** Names that came again: only of deliveries received since the last look, and a while before. */
const BETWEEN_LOOKS_FOR_NAMES = 60_000;
const MAY_COME_LATER_BY = 600_000;
/** Deliveries that waited for ClickHouse keep their time of receipt. */
const MAY_COME_LATE = 7 * 86_400_000;

/**
 * Every five seconds erases what was requested and is not erased yet: what another process broke off, and what came
 * later, such as deliveries that waited in the spool or were replayed. With `ERASE_DESTROYED_CHATS` also the chats that
 * SignalZen said to have destroyed. What is broken off by a stop goes on at the next start.
 */
@Injectable()
export class ErasureJob {
  /** The first look goes back to the beginning: the setting may be new. */
  private destroyedSince = 0;
  private namesSince = Date.now() - MAY_COME_LATE;
  private nextLookForNamesAt = 0;

  constructor(
    private readonly erasure: Erasure,
    private readonly pseudonyms: OperatorPseudonyms,
    private readonly jobs: Jobs,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(LOG) private readonly log: Log,
  ) {
    jobs.add({
      name: 'eraseRequested',
      everyMs: EVERY,
      run: () => this.eraseRequested(),
      failure: 'erasing failed and will be tried again',
    });
  }

  private async eraseRequested(): Promise<void> {
    if (this.settings.eraseDestroyedChats) {
      const startedAt = Date.now();
      await this.erasure.requestDestroyed(this.destroyedSince);
      this.destroyedSince = startedAt - MAY_COME_LATE;
    }
    const deliveries = await this.erasure.carryOut(this.jobs.stopping);
    if (deliveries > 0) this.log.info({ deliveries }, 'finished the requested erasures');
    await this.replaceNames();
  }

  /** Of operators who are pseudonymous: SignalZen goes on to send their names. */
  private async replaceNames(): Promise<void> {
    const startedAt = Date.now();
    if (startedAt < this.nextLookForNamesAt) return;
    const deliveries = await this.pseudonyms.carryOut(this.namesSince, this.jobs.stopping);
    this.namesSince = startedAt - MAY_COME_LATER_BY;
    this.nextLookForNamesAt = startedAt + BETWEEN_LOOKS_FOR_NAMES;
    if (deliveries > 0) this.log.info({ deliveries }, 'replaced names of operators who are pseudonymous');
  }
}
