import type { Verdict } from './judge';

const SHOWN = 5;

/** What came out of a scenario. */
export class Tally {
  rounds = 0;
  sent = 0;
  acknowledged = 0;
  missing = 0;
  doubled = 0;
  spurious = 0;
  altered = 0;
  /** Seconds from the end of the fault until a delivery sent after it was stored: the worst time. */
  recoveredWithin: number | undefined;
  /** What is not as it must be, in words. */
  readonly problems: string[] = [];

  addVerdict(verdict: Verdict): void {
    for (const kind of ['missing', 'doubled', 'spurious', 'altered'] as const) {
      const found = verdict[kind];
      this[kind] += found.length;
      if (found.length === 0) continue;
      this.problems.push(
        `${found.length} ${kind}: ${found.slice(0, SHOWN).join(', ')}${found.length > SHOWN ? ', …' : ''}`,
      );
    }
  }

  addRecovery(seconds: number): void {
    this.recoveredWithin = Math.max(this.recoveredWithin ?? 0, seconds);
  }
}
