export type ChoiceKind = 'muted' | 'acknowledged';

/** What somebody has chosen about an alert. All times in milliseconds. */
export interface Choice {
  readonly rule: string;
  /** What of the rule, such as an account; empty: whatever it is about. */
  readonly about: string;
  readonly kind: ChoiceKind;
  /** Of `acknowledged`: the time for which it has been firing. */
  readonly firing: string;
  readonly since: number;
  /** Of `muted`: nothing is told before. */
  readonly until: number;
  /** What whoever did is called. */
  readonly by: string;
}

/** All that people have chosen, at one moment. */
export class KnownChoices {
  private readonly choices: ReadonlyMap<string, Choice>;

  constructor(choices: readonly Choice[]) {
    this.choices = new Map(choices.map((choice) => [keyOf(choice.kind, choice.rule, choice.about), choice]));
  }

  /**
   * Who does not want to be told at a time; `undefined`: nobody.
   * @param at in milliseconds
   */
  muted(rule: string, about: string, at: number): Choice | undefined {
    if (this.choices.size === 0) return undefined;
    const own = [about, ''].flatMap((one) => this.choices.get(keyOf('muted', rule, one)) ?? []);
    return own.find(({ since, until }) => since <= at && at < until);
  }

  /** Who has said that he knows of it; `undefined`: nobody. */
  acknowledged(rule: string, about: string, firing: string): Choice | undefined {
    const choice = this.choices.get(keyOf('acknowledged', rule, about));
    return choice !== undefined && firing !== '' && choice.firing === firing ? choice : undefined;
  }
}

function keyOf(kind: ChoiceKind, rule: string, about: string): string {
  return JSON.stringify([kind, rule, about]);
}
