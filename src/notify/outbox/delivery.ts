import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Turn } from '../../compute/lease/turn';
import { Computing } from '../../compute/rollups/computing';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import type { ChannelRules } from '../../platform/rules/channel-rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import type { Outcome } from '../channels/outcome';
import { senderOf } from '../channels/sender-of';
import type { Notice } from '../notices/notice';
import { channelDisabledNotice } from '../notices/channel-disabled';
import { Quotes } from '../quotes/quotes';
import { DisabledChannels } from './disabled-channels';
import type { Disabled, KnownDisabled } from './disabled-channels';
import { fallbackFor } from './fallback';
import { CLAIM_LAPSES, Outbox } from './outbox';
import type { LetterChange, StoredLetter } from './outbox';
import { waitAfter } from './retry-plan';
import { commandLine } from '../../platform/command-line';

const GONE = 'the rules name no such channel any more';
const LOST_TRACK = 'whoever sent it was gone before it was known whether it was taken';
/** Whoever was stopped for so long after a claim sends nothing any more: somebody else may soon. */
const MAX_CLAIM_AGE = CLAIM_LAPSES / 4;
/** Whoever sends for longer says so as often. */
const CLAIM_AGAIN_EVERY = CLAIM_LAPSES / 4;
/** What could not be noted, as the database is away, is tried again so often. */
const NOTE_AGAIN_EVERY = 500;
/** Of a letter that was not sent, as what was written could not be looked up. */
const LOOK_UP_AGAIN_IN = 1_000;
const NOT_LOOKED_UP = 'it was not sent, as the database was away';
/** So many are given up or settled in one turn, beside what is sent. */
const MAX_ROUNDS = 100;

/** Counts of what became of attempts, for whoever watches the service. */
export type DeliveryCounts = Record<'sent' | 'retried' | 'refused' | 'uncertain', number>;

/**
 * Sends what is due in the outbox, each letter in a state that says what is known of it. What was claimed by a process
 * that is gone may have been taken: a program gets it again by the same id, an alert comes again and is marked, and a
 * digest does not, which is shown.
 */
@Injectable()
export class Delivery {
  /** Letters of which it is known here what became of them, and noted nowhere yet. */
  private readonly unnoted = new Set<string>();
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
    const begun = await this.begin(signal);
    await Promise.all(begun);
    return begun.length > 0;
  }

  /**
   * Begins to send what is due. One receiver that takes its time must not hold up the others: whoever calls goes on
   * beside it.
   * @returns what goes on: each ends when it is known what became of a letter, and rejects where that cannot be noted
   */
  async begin(signal?: AbortSignal): Promise<Promise<void>[]> {
    const claimed = await this.claimDue(signal);
    const claimedAt = performance.now();
    return claimed.map((letter) => this.sendOne(letter, claimedAt, signal));
  }

  private async claimDue(signal?: AbortSignal): Promise<StoredLetter[]> {
    if ((await this.outbox.due()).length === 0) return [];
    return this.computing.inTurn(async (turn) => {
      const disabled = await this.disabled.known();
      const claimed: StoredLetter[] = [];
      for (let round = 0, isMore = true; isMore && round < MAX_ROUNDS; round += 1) {
        // Looked up once more: only now nobody else changes anything.
        const due = (await this.outbox.due()).filter(({ id }) => !this.unnoted.has(id));
        const own = await this.claimOrSettle(turn, due, disabled);
        claimed.push(...own);
        // Behind what is sent to nobody there may be more.
        isMore = own.length < due.length;
      }
      return claimed;
    }, signal);
  }

  private async claimOrSettle(
    turn: Turn,
    due: readonly StoredLetter[],
    disabled: KnownDisabled,
  ): Promise<StoredLetter[]> {
    const claimed: StoredLetter[] = [];
    for (const letter of due) {
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
  }

  private async sendOne(letter: StoredLetter, claimedAt: number, signal?: AbortSignal): Promise<void> {
    const channel = this.rules.current.channels.get(letter.channel);
    // It is claimed, and will be looked at again when the claim lapses.
    if (channel === undefined || performance.now() - claimedAt > MAX_CLAIM_AGE) return;
    let notice: Notice;
    try {
      notice = await this.whileClaimed(letter, this.quotes.addTo(letter.notice, letter.rule));
      // Somebody else may have taken this process for gone meanwhile.
      if (performance.now() - claimedAt > MAX_CLAIM_AGE && !(await this.outbox.isStill(letter))) return;
    } catch (error) {
      if (!(error instanceof ClickHouseError)) throw error;
      // Counted, so that whoever claims it next is told from this one.
      const known = { attempts: letter.attempts + 1, mayBeThere: letter.mayBeThere, detail: NOT_LOOKED_UP };
      await this.settle(letter, { ...known, state: 'due', waitMs: LOOK_UP_AGAIN_IN }, signal);
      return;
    }
    const sending = senderOf(channel).send(notice, letter.receiver, letter.mayBeThere, signal);
    const outcome = await this.whileClaimed(letter, sending);
    const change = afterAttempt(letter, channel, outcome);
    this.note(letter, change);
    if (change.isUseless) await this.disable(letter, channel, change);
    else await this.settle(letter, change, signal);
  }

  /** Notes what became of a letter, again and again while the database is away: nobody else knows of it. */
  private async settle(letter: StoredLetter, change: LetterChange, signal?: AbortSignal): Promise<void> {
    this.unnoted.add(letter.id);
    try {
      for (;;)
        try {
          await this.outbox.settle(letter, change);
          return;
        } catch (error) {
          const isAway = error instanceof ClickHouseError && error.code !== 'CLICKHOUSE_REFUSED';
          if (!isAway || signal?.aborted === true) throw error;
          await sleep(NOTE_AGAIN_EVERY, undefined, { signal });
        }
    } finally {
      this.unnoted.delete(letter.id);
    }
  }

  /** Says again and again that a letter is on its way, for as long as it is. */
  private async whileClaimed<Result>(letter: StoredLetter, work: Promise<Result>): Promise<Result> {
    let said = Promise.resolve();
    const timer = setInterval(() => {
      said = said.then(() => this.outbox.claimLonger(letter)).catch(() => undefined);
    }, CLAIM_AGAIN_EVERY);
    try {
      return await work;
    } finally {
      clearInterval(timer);
      // What is noted next must be the last.
      await said;
    }
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
