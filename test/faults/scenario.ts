import type { Need } from './harness/needs';
import type { Stage } from './harness/stage';

/** A fault, and how it is injected. */
export interface Scenario {
  /** Short, for `--only` and the table. */
  readonly name: string;
  /** Of the fault table in docs/faults.md. */
  readonly row: string;
  /** What the machine must have for it. */
  readonly needs?: readonly Need[];
  /** Not in the short form. */
  readonly longOnly?: boolean;
  /**
   * Brings the fault about and ends it, `stage.settle()` last: it waits until everything is stored, and judges. May
   * settle several times. Throws when something is wrong that the judge cannot see.
   */
  play(stage: Stage): Promise<void>;
}
