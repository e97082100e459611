import { Inject, Injectable } from '@nestjs/common';
import { UncountedTimes } from '../../answer/measures/stats/uncounted-times';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import { subjectsOf, zoneOfDigest } from '../../platform/rules/digest-rules';
import type { DigestRules, DigestSubject } from '../../platform/rules/digest-rules';
import type { Rules } from '../../platform/rules/rules';
import { receiversOf } from '../channels/sender-of';
import type { Notice } from '../notices/notice';
import type { Letter } from '../outbox/outbox';
import { digestNotice, subjectOf } from './digest-notice';
import { DigestQuestions } from './digest-numbers';
import { lastDue } from './due-times';
import type { Due } from './due-times';
import { Unsubscriptions } from './unsubscriptions';

/** What is sent so much after its time says so, in milliseconds. */
const LATE = 30 * 60_000;
/** Of times that were not sent, so many get a row in the next digest. */
const MAX_EARLIER = 31;

/** A digest that is due. */
export interface DueDigest {
  readonly digest: DigestRules;
  readonly about: DigestSubject;
  readonly zone: string;
  /** The newest of all that are due, and those before. */
  readonly due: Due;
  readonly earlier: readonly Due[];
}

/** Writes digests, and addresses them. */
@Injectable()
export class DigestWriter {
  constructor(
    private readonly questions: DigestQuestions,
    private readonly unsubscriptions: Unsubscriptions,
    private readonly uncounted: UncountedTimes,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl'>,
  ) {}

  /** Whether all of its days is counted. @throws ClickHouseError */
  async isComplete({ from, to }: Pick<Due, 'from' | 'to'>, { account }: DigestSubject): Promise<boolean> {
    const { mayGrow } = await this.uncounted.counted(account === undefined ? [] : [account]);
    return !mayGrow(from, to);
  }

  /** @param isComplete whether all of its days is counted @throws BadInput, ClickHouseError */
  async write(
    { digest, about, zone, due, earlier }: DueDigest,
    rules: Rules,
    now: number,
    isComplete: boolean,
  ): Promise<Notice> {
    const shown = earlier.slice(-MAX_EARLIER);
    return digestNotice({
      ...{ digest, about, zone, due, earlier: shown, left: earlier.length - shown.length },
      subject: subjectOf(about, rules),
      ...{ isLate: now - due.at > LATE, isComplete, at: new Date(now), publicUrl: this.settings.publicUrl },
      numbers: await this.questions.ask(digest, about, zone, due, shown),
    });
  }

  /** The newest that was due, whether it was sent or not: one for each account or team. */
  newest(digest: DigestRules, rules: Rules): Promise<Notice[]> {
    const now = Date.now();
    return Promise.all(
      subjectsOf(digest).map(async (about) => {
        const zone = zoneOfDigest(digest, about, rules) ?? 'UTC';
        const due = lastDue(digest, zone, now);
        // Who asks for it now knows when it was due.
        return this.write(
          { digest, about, zone, due, earlier: [] },
          rules,
          due.at,
          await this.isComplete(due, about),
        );
      }),
    );
  }

  /** Whom a digest goes to. By mail each has a link of his own, by which he leaves off. @throws ClickHouseError */
  async lettersOf({ name, to }: DigestRules, notice: Notice, { channels }: Rules): Promise<Letter[]> {
    const { publicUrl } = this.settings;
    const off = await this.unsubscriptions.offFrom(name);
    const letters: Letter[] = [];
    for (const channel of to.flatMap((one) => channels.get(one) ?? []))
      for (const receiver of receiversOf(channel)) {
        const letter = { rule: name, channel: channel.name, receiver, notice };
        if (channel.kind !== 'email') letters.push(letter);
        else if (!off.has(receiver.toLowerCase())) {
          const unsubscribe = publicUrl && (await this.unsubscriptions.link(publicUrl, name, receiver));
          letters.push({ ...letter, notice: { ...notice, ...(unsubscribe && { unsubscribe }) } });
        }
      }
    return letters;
  }
}
