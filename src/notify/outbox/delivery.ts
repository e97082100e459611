import { Inject, Injectable } from '@nestjs/common';
import { Computing } from '../../compute/rollups/computing';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import type { ChannelRules } from '../../platform/rules/channel-rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import type { Outcome } from '../channels/outcome';
import { senderOf } from '../channels/sender-of';
import { CLAIM_LAPSES, Outbox } from './outbox';
import type { LetterChange, StoredLetter } from './outbox';
import { waitAfter } from './retry-plan';

const GONE = 'the rules name no such channel any more';
const LOST_TRACK = 'whoever sent it was gone before it was known whether it was taken';
/** Whoever was stopped for so long after a claim sends nothing any more: somebody else may soon. */
const MAX_CLAIM_AGE = CLAIM_LAPSES / 4;

/** Counts of what became of attempts, for whoever watches the service. */
export type DeliveryCounts = Record<'sent' | 'retried' | 'refused' | 'uncertain', number>;

/**
 * Sends what is due in the outbox, each letter in a state that says what is known of it. What was claimed by a process
 * that is gone may have been taken: a program gets it again by the same id, an alert comes again and is marked, and a
 * digest does not, which is shown.
 */
@Injectable()
export class Delivery {
  readonly counts: DeliveryCounts = { sent: 0, retried: 0, refused: 0, uncertain: 0 };

  constructor(
    private readonly outbox: Outbox,
    private readonly computing: Computing,
    private readonly rules: RulesInForce,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @returns whether anything was due */
  async sendDue(signal?: AbortSignal): Promise<boolean> {
    const claimed = await this.claimDue(signal);
    const claimedAt = performance.now();
    // One receiver that does not answer must not hold up the others.
    await Promise.all(claimed.map((letter) => this.sendOne(letter, claimedAt)));
    return claimed.length > 0;
  }

  private async claimDue(signal?: AbortSignal): Promise<StoredLetter[]> {
    if ((await this.outbox.due()).length === 0) return [];
    return this.computing.inTurn(async (turn) => {
      const claimed: StoredLetter[] = [];
      // Looked up once more: only now nobody else changes anything.
      for (const letter of await this.outbox.due()) {
        const channel = this.rules.current.channels.get(letter.channel);
        if (channel === undefined) await this.outbox.settleUnclaimed(turn, letter, givenUp(letter, GONE));
        else if (letter.state === 'due') claimed.push(await this.outbox.claim(turn, letter, letter));
        else if (isSentAgain(letter, channel))
          claimed.push(await this.outbox.claim(turn, letter, lostTrackOf(letter)));
        else
          await this.outbox.settleUnclaimed(turn, letter, {
            ...lostTrackOf(letter),
            state: 'uncertain',
            detail: LOST_TRACK,
          });
      }
      return claimed;
    }, signal);
  }

  private async sendOne(letter: StoredLetter, claimedAt: number): Promise<void> {
    const channel = this.rules.current.channels.get(letter.channel);
    // It is claimed, and will be looked at again when the claim lapses.
    if (channel === undefined || performance.now() - claimedAt > MAX_CLAIM_AGE) return;
    const outcome = await senderOf(channel).send(letter.notice, letter.receiver, letter.mayBeThere);
    const change = afterAttempt(letter, channel, outcome);
    this.note(letter, change);
    await this.outbox.settle(letter, change);
  }

  private note({ rule, channel, attempts }: StoredLetter, { state, detail, waitMs }: LetterChange): void {
    const facts = { rule, channel, attempts: attempts + 1, detail };
    if (state === 'sent') {
      this.counts.sent += 1;
      this.log.info({ rule, channel }, 'a notification was sent');
    } else if (state === 'due') {
      this.counts.retried += 1;
      this.log.warn({ ...facts, waitMs }, 'a notification was not taken, and will be sent again');
    } else if (state === 'uncertain') {
      this.counts.uncertain += 1;
      this.log.warn(facts, 'a notification was sent, and whether it was taken is not known');
    } else {
      this.counts.refused += 1;
      this.log.error(facts, 'a notification was not taken, and is given up: see "npm run notify -- --test"');
    }
  }
}

/** Whether a letter that may have been taken is sent once more: marked, or by the same id. */
function isSentAgain({ notice }: StoredLetter, { kind }: ChannelRules): boolean {
  return kind === 'webhook' || notice.type !== 'digest';
}

function lostTrackOf({ attempts }: StoredLetter): { attempts: number; mayBeThere: boolean } {
  return { attempts: attempts + 1, mayBeThere: true };
}

function givenUp({ attempts, mayBeThere }: StoredLetter, detail: string): LetterChange {
  return { state: 'refused', attempts, mayBeThere, detail };
}

function afterAttempt(letter: StoredLetter, channel: ChannelRules, outcome: Outcome): LetterChange {
  const attempts = letter.attempts + 1;
  if (outcome.kind === 'sent')
    return { state: 'sent', attempts, mayBeThere: letter.mayBeThere, detail: outcome.detail ?? '' };
  const isUncertain = outcome.kind === 'uncertain';
  const mayBeThere = letter.mayBeThere || isUncertain;
  const detail = outcome.reason;
  if (isUncertain && !isSentAgain(letter, channel))
    return { state: 'uncertain', attempts, mayBeThere, detail };
  const isFinal = !isUncertain && outcome.isFinal;
  const waitMs = isFinal
    ? undefined
    : waitAfter(channel.kind, attempts, isUncertain ? undefined : outcome.retryAfterMs);
  return waitMs === undefined
    ? { state: isUncertain ? 'uncertain' : 'refused', attempts, mayBeThere, detail }
    : { state: 'due', attempts, mayBeThere, detail, waitMs };
}
