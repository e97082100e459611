import { Inject, Injectable } from '@nestjs/common';
import { Computing } from '../../compute/rollups/computing';
import { subjectsOf, zoneOfDigest } from '../../platform/rules/digest-rules';
import type { Rules } from '../../platform/rules/rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { Outbox } from '../outbox/outbox';
import { aboutOf } from './digest-notice';
import { DigestStates } from './digest-states';
import type { KnownDigests } from './digest-states';
import { DigestWriter } from './digest-writer';
import type { DueDigest } from './digest-writer';
import { dueTimes } from './due-times';

/** So long it is waited for numbers that are not complete, in milliseconds. */
const MAX_WAIT = 3 * 3_600_000;

/**
 * Puts digests into the outbox when they are due, each once. After a downtime the newest is written in full, and has a
 * row for each before it that was not sent: one mail, and not one for each day.
 */
@Injectable()
export class Digests {
  /** What this process knows; what another one has sent meanwhile is found when it is due. */
  private known: KnownDigests | undefined;

  constructor(
    private readonly writer: DigestWriter,
    private readonly states: DigestStates,
    private readonly outbox: Outbox,
    private readonly computing: Computing,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /** @returns whether there is anything new to send */
  async tell(signal?: AbortSignal, now = Date.now()): Promise<boolean> {
    const rules = this.rules.current;
    if (rules.digests.size === 0) return false;
    this.known ??= await this.states.known();
    if (this.newIn(rules, this.known).length + dueIn(rules, this.known, now).length === 0) return false;
    this.known = await this.states.known();
    await this.noteNew(rules, now, signal);
    let isAnySent = false;
    const failures: unknown[] = [];
    // One that cannot be written, such as of a team that is not computed yet, holds up no other.
    for (const one of dueIn(rules, this.known, now)) {
      try {
        isAnySent = (await this.tellOne(one, rules, now, signal)) || isAnySent;
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0] as Error;
    return isAnySent;
  }

  private newIn(rules: Rules, known: KnownDigests): { name: string; about: string }[] {
    return [...rules.digests.values()].flatMap((digest) =>
      subjectsOf(digest)
        .map((subject) => ({ name: digest.name, about: aboutOf(subject) }))
        .filter(({ name, about }) => known.of(name, about) === undefined),
    );
  }

  /** What was due before the rules had a digest is not sent. */
  private async noteNew(rules: Rules, now: number, signal: AbortSignal | undefined): Promise<void> {
    const known = this.known;
    if (known === undefined || this.newIn(rules, known).length === 0) return;
    await this.computing.inTurn(async (turn) => {
      const there = await this.states.known();
      for (const { name, about } of this.newIn(rules, there)) {
        await this.states.put(turn, name, about, now);
        known.note(name, about, now);
      }
    }, signal);
  }

  private async tellOne(
    one: DueDigest,
    rules: Rules,
    now: number,
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    const { digest, about, due } = one;
    const isComplete = await this.writer.isComplete(due, about);
    if (!isComplete && now - due.at < MAX_WAIT) return false;
    const notice = await this.writer.write(one, rules, now, isComplete);
    const letters = await this.writer.lettersOf(digest, notice, rules);
    await this.computing.inTurn(async (turn) => {
      // Another process may have sent it meanwhile. A crash before the last line finds the same letters by their ids.
      const until = (await this.states.known()).of(digest.name, aboutOf(about)) ?? -Infinity;
      if (until >= due.at) return;
      await this.outbox.put(turn, letters);
      await this.states.put(turn, digest.name, aboutOf(about), due.at);
    }, signal);
    this.known?.note(digest.name, aboutOf(about), due.at);
    return letters.length > 0;
  }
}

function dueIn(rules: Rules, known: KnownDigests, now: number): DueDigest[] {
  return [...rules.digests.values()].flatMap((digest) =>
    subjectsOf(digest).flatMap((about) => {
      const until = known.of(digest.name, aboutOf(about));
      const zone = zoneOfDigest(digest, about, rules) ?? 'UTC';
      if (until === undefined) return [];
      const earlier = dueTimes(digest, zone, until, now);
      const due = earlier.pop();
      return due === undefined ? [] : [{ digest, about, zone, due, earlier }];
    }),
  );
}
