import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { readOperatorChoice } from '../../platform/config/operator-choice';
import type { OperatorChoice } from '../../platform/config/operator-choice';
import type { Rules } from '../../platform/rules/rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { rulesOfNumbers } from '../../platform/rules/shaping-rules';
import { presentGenerations } from './generations';
import { UsedSettings } from './used-settings';
import type { Shaping } from './used-settings';

/** Numbers change to other rules while they are asked for, again and again or for long. */
export class NumbersSwitched extends Error {
  readonly code = 'UNAVAILABLE';

  constructor() {
    super('The numbers are being switched to changed rules. Try again in a moment.');
  }
}

/** Milliseconds. Tables change places within a few; longer only where ClickHouse ended meanwhile. */
const SWITCH_TIMEOUT = 10_000;
const BETWEEN_LOOKS = 20;

interface Seen {
  /** Which look it was: of two that overlap the later one counts. */
  readonly look: number;
  readonly generation: bigint;
  /** `undefined`: nothing that this program could go on by is noted, and what is wanted holds. */
  readonly shaping: Shaping | undefined;
}

/**
 * The rules that numbers were computed by, for whoever answers: changed ones hold for waits that go on, too, only when
 * the numbers are by them. What is only looked up, such as names and teams, is as it is now.
 */
@Injectable()
export class RulesOfNumbers {
  private seen: Seen | undefined;
  private looks = 0;
  private composed: { readonly shaping: Shaping; readonly now: Rules; readonly rules: Rules } | undefined;

  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly used: UsedSettings,
    @Inject(RulesInForce) private readonly inForce: Pick<RulesInForce, 'current'>,
  ) {}

  /** As of the last look: whoever reads numbers looks before and after. */
  get current(): Rules {
    const [shaping, now] = [this.shaping, this.inForce.current];
    if (shaping.rules === now) return now;
    if (this.composed?.shaping !== shaping || this.composed.now !== now)
      this.composed = { shaping, now, rules: rulesOfNumbers(shaping.rules, now) };
    return this.composed.rules;
  }

  /** Operators who are copilots. */
  get copilots(): OperatorChoice[] {
    const { copilot_ids, account_copilots } = this.shaping.parameters;
    return [
      ...copilot_ids.map((id) => ({ account: undefined, id })),
      ...account_copilots.flatMap((text) => readOperatorChoice(text) ?? []),
    ];
  }

  /** Whether state events have the time of their receipt, whatever time they state. */
  get areStatesDatedByReceipt(): boolean {
    return this.shaping.parameters.dates_state_by_receipt;
  }

  /** A generation of numbers that was there lately. Any other one later on means that they have switched since. */
  async generation(): Promise<bigint> {
    return this.seen?.generation ?? this.look();
  }

  /**
   * The generation of numbers that is there now, and from here on the rules are its own.
   * @throws NumbersSwitched where tables change places for long, ClickHouseError
   */
  async look(): Promise<bigint> {
    const look = (this.looks += 1);
    const generation = await this.settledGeneration();
    const isKnown = this.seen?.generation === generation && this.seen.shaping !== undefined;
    const shaping = isKnown ? this.seen?.shaping : await this.used.ofNumbers();
    if (this.seen === undefined || this.seen.look < look) this.seen = { look, generation, shaping };
    return generation;
  }

  private get shaping(): Shaping {
    return this.seen?.shaping ?? this.used.wanted;
  }

  private async settledGeneration(): Promise<bigint> {
    const startedAt = performance.now();
    for (;;) {
      const [generation = 0n, ...others] = await presentGenerations(this.clickhouse);
      if (others.length === 0) return generation;
      if (performance.now() - startedAt > SWITCH_TIMEOUT) throw new NumbersSwitched();
      await sleep(BETWEEN_LOOKS);
    }
  }
}
