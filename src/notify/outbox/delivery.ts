import { Inject, Injectable } from '@nestjs/common';
import { Computing } from '../../compute/rollups/computing';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import type { ChannelRules } from '../../platform/rules/channel-rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import type { Outcome } from '../channels/outcome';
import { senderOf } from '../channels/sender-of';
import { channelDisabledNotice } from '../notices/channel-disabled';
import { Quotes } from '../quotes/quotes';
import { DisabledChannels } from './disabled-channels';
import type { Disabled } from './disabled-channels';
import { fallbackFor } from './fallback';
import { CLAIM_LAPSES, Outbox } from './outbox';
import type { LetterChange, StoredLetter } from './outbox';
import { waitAfter } from './retry-plan';
import { commandLine } from '../../platform/command-line';

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
  readonly byChannel = { sent: new Map<string, number>(), refused: new Map<string, number>() } as const;

  constructor(
    private readonly outbox: Outbox,
    private readonly disabled: DisabledChannels,
    @Inject(Quotes) private readonly quotes: Pick<Quotes, 'addTo'>,
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
      const disabled = await this.disabled.known();
      // Looked up once more: only now nobody else changes anything.
      for (const letter of await this.outbox.due()) {
        const channel = this.rules.current.channels.get(letter.channel);
        const off = channel && disabled.of(channel, letter.receiver);
        if (channel === undefined) await this.outbox.settleUnclaimed(turn, letter, givenUp(letter, GONE));
        else if (letter.state === 'claimed' && (off !== undefined || !isSentAgain(letter, channel))) {
          const change = { ...lostTrackOf(letter), state: 'uncertain', detail: LOST_TRACK } as const;
          await this.outbox.settleUnclaimed(turn, letter, change);
        } else if (off !== undefined) {
          const change = givenUp(letter, wordsOf(off));
          this.note(letter, change);
          await this.outbox.settleUnclaimed(turn, letter, change);
        } else {
          const known = letter.state === 'due' ? letter : lostTrackOf(letter);
          claimed.push(await this.outbox.claim(turn, letter, known));
        }
      }
      return claimed;
    }, signal);
  }

  private async sendOne(letter: StoredLetter, claimedAt: number): Promise<void> {
    const channel = this.rules.current.channels.get(letter.channel);
    // It is claimed, and will be looked at again when the claim lapses.
    if (channel === undefined || performance.now() - claimedAt > MAX_CLAIM_AGE) return;
    const notice = await this.quotes.addTo(letter.notice, letter.rule);
    const outcome = await senderOf(channel).send(notice, letter.receiver, letter.mayBeThere);
    const change = afterAttempt(letter, channel, outcome);
    this.note(letter, change);
    if (change.isUseless) await this.disable(letter, channel, change);
    else await this.outbox.settle(letter, change);
  }

  /**
   * Sends nothing there any more, and tells that by another channel. Whoever comes after a crash finds the letter
   * claimed, tries it once more, and tells it by the same name.
   */
  private async disable(letter: StoredLetter, channel: ChannelRules, change: LetterChange): Promise<void> {
    const { receiver } = letter;
    await this.computing.inTurn(async (turn) => {
      // Whoever took this process for dead may have got it there.
      if (!(await this.outbox.isStill(letter))) return;
      const known = await this.disabled.known();
      if (known.of(channel, receiver) === undefined) {
        const { detail: reason } = change;
        const other = fallbackFor(channel, receiver, this.rules.current, known);
        const notice = channelDisabledNotice({
          ...{ id: `disabled-${letter.id}`, channel: channel.name, receiver, reason },
          ...{ waitedMs: Date.now() - letter.createdAt, at: new Date() },
        });
        const tell = (to: string) => ({ rule: '', channel: other?.channel ?? '', receiver: to, notice });
        await this.outbox.put(turn, other?.receivers.map(tell) ?? []);
        await this.disabled.disable(turn, channel, receiver, reason);
        this.log.error(
          { channel: channel.name, reason, toldBy: other?.channel },
          `a channel of notifications is disabled: see "${commandLine('notify', '--list')}"`,
        );
      }
      await this.outbox.settleUnclaimed(turn, letter, change);
    });
  }

  private countOf(what: 'sent' | 'refused', channel: string): void {
    this.counts[what] += 1;
    const own = this.byChannel[what];
    own.set(channel, (own.get(channel) ?? 0) + 1);
  }

  private note({ rule, channel, attempts }: StoredLetter, { state, detail, waitMs }: LetterChange): void {
    const facts = { rule, channel, attempts: attempts + 1, detail };
    if (state === 'sent') {
      this.countOf('sent', channel);
      this.log.info({ rule, channel }, 'a notification was sent');
    } else if (state === 'due') {
      this.counts.retried += 1;
      this.log.warn({ ...facts, waitMs }, 'a notification was not taken, and will be sent again');
    } else if (state === 'uncertain') {
      this.counts.uncertain += 1;
      this.log.warn(facts, 'a notification was sent, and whether it was taken is not known');
    } else {
      this.countOf('refused', channel);
      this.log.error(
        facts,
        `a notification was not taken, and is given up: see "${commandLine('notify', '--test')}"`,
      );
    }
  }
}

/** Whether a letter that may have been taken is sent once more: marked, or by the same id. */
function isSentAgain({ notice }: StoredLetter, { kind }: ChannelRules): boolean {
  return kind === 'webhook' || notice.type !== 'digest';
}

function wordsOf({ since, reason }: Disabled): string {
  return `nothing is sent there since ${new Date(since).toISOString()}: ${reason}`;
}

function lostTrackOf({ attempts }: StoredLetter): { attempts: number; mayBeThere: boolean } {
  return { attempts: attempts + 1, mayBeThere: true };
}

function givenUp({ attempts, mayBeThere }: StoredLetter, detail: string): LetterChange {
  return { state: 'refused', attempts, mayBeThere, detail };
}

interface AfterAttempt extends LetterChange {
  /** Whether nothing that is sent there would be taken: the last of all attempts failed, or the receiver is gone. */
  readonly isUseless: boolean;
}

function afterAttempt(letter: StoredLetter, channel: ChannelRules, outcome: Outcome): AfterAttempt {
  const known = { attempts: letter.attempts + 1, mayBeThere: letter.mayBeThere, isUseless: false };
  if (outcome.kind === 'sent') return { ...known, state: 'sent', detail: outcome.detail ?? '' };
  const detail = outcome.reason;
  if (outcome.kind === 'refused') {
    const { isFinal, isGone = false, retryAfterMs } = outcome;
    const waitMs = isFinal ? undefined : waitAfter(channel.kind, known.attempts, retryAfterMs);
    if (waitMs !== undefined) return { ...known, state: 'due', detail, waitMs };
    return { ...known, state: 'refused', detail, isUseless: !isFinal || isGone };
  }
  const mayBeThere = true;
  if (!isSentAgain(letter, channel)) return { ...known, state: 'uncertain', mayBeThere, detail };
  const waitMs = waitAfter(channel.kind, known.attempts);
  return waitMs === undefined
    ? { ...known, state: 'uncertain', mayBeThere, detail, isUseless: true }
    : { ...known, state: 'due', mayBeThere, detail, waitMs };
}
