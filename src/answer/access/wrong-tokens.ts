import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { LogThrottle } from '../../receive/webhook/log-throttle';
import { senderNetwork } from '../../receive/webhook/sender-network';

/** Somebody who copied a token badly is not slowed down. */
const FREE_TRIES = 10;
const FIRST_DELAY_MS = 100;
const MAX_DELAY_MS = 3_000;
const FORGOTTEN_AFTER_MS = 10 * 60_000;
const MAX_NETWORKS = 10_000;
/** Whoever waits holds a connection: more than these are refused at once. */
const MAX_WAITING = 50;
const MAX_WAITING_OF_NETWORK = 10;

interface Tries {
  times: number;
  lastAt: number;
  waiting: number;
}

/**
 * Counts requests with wrong tokens, says so in the log, and lets who sends them wait for the refusal, longer each
 * time. Nobody is locked out: behind a proxy all have one address, and a right token is let in at once.
 */
@Injectable()
export class WrongTokens {
  /** Since the start of the process. */
  times = 0;
  private readonly networks = new Map<string, Tries>();
  private readonly throttle = new LogThrottle();
  private waiting = 0;

  constructor(
    @Inject(LOG) private readonly log: Log,
    @Optional() private readonly freeTries = FREE_TRIES,
  ) {}

  /** Resolves when the refusal may be sent. @param address of the peer */
  async slowDown(address: string | undefined): Promise<void> {
    this.times += 1;
    this.throttle.happened((times) => {
      this.log.warn({ address, times }, 'requests with a wrong token were refused');
    });
    const tries = this.triesOf(senderNetwork(address));
    tries.times += 1;
    tries.lastAt = performance.now();
    const beyond = tries.times - this.freeTries;
    if (beyond <= 0 || this.waiting >= MAX_WAITING || tries.waiting >= MAX_WAITING_OF_NETWORK) return;
    this.waiting += 1;
    tries.waiting += 1;
    await sleep(Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (beyond - 1)), undefined, { ref: false });
    this.waiting -= 1;
    tries.waiting -= 1;
  }

  private triesOf(network: string): Tries {
    const known = this.networks.get(network);
    // The latest stands last, so that the first one is the one to forget.
    this.networks.delete(network);
    const isRecent = known !== undefined && performance.now() - known.lastAt < FORGOTTEN_AFTER_MS;
    const tries = isRecent ? known : { times: 0, lastAt: 0, waiting: known?.waiting ?? 0 };
    this.networks.set(network, tries);
    const [oldest] = this.networks.keys();
    if (this.networks.size > MAX_NETWORKS && oldest !== undefined) this.networks.delete(oldest);
    return tries;
  }
}
