import { Z } from './interval';
import type { Interval } from './interval';

/** What was seen after some time, and of how many. */
export interface Observed {
  readonly time: number;
  /** To how many it happened then. */
  readonly happened: number;
  /** Of how many no more is known, than that it had not happened up to then. */
  readonly censored: number;
}

/** Where a curve stands after some time. */
export interface CurvePoint extends Interval {
  readonly time: number;
  /** The share to whom it has happened. */
  readonly share: number;
  /** Of how many it was still open just before. */
  readonly atRisk: number;
}

/** Shares are sums of quotients: as good as equal. */
const ROUNDING = 1e-12;

/** The share to whom something has happened within a time, by Kaplan and Meier, with Greenwood's interval. */
export class SurvivalCurve {
  private readonly steps: readonly CurvePoint[];

  /**
   * @param observed by ascending time, each once
   * @param never to how many it will not happen, however long one waits
   */
  constructor(
    private readonly observed: readonly Observed[],
    private readonly never: number,
  ) {
    this.steps = [...stepsOf(observed, this.atRisk(0))];
  }

  /** Null where nobody is left of whom it could be known. */
  at(time: number): CurvePoint | null {
    const step = this.steps.findLast((candidate) => candidate.time <= time);
    const atRisk = this.atRisk(time);
    if (step === undefined) return atRisk === 0 ? null : { time, share: 0, low: 0, high: 0, atRisk };
    return atRisk === 0 && step.share < 1 && step.time < time ? null : { ...step, time, atRisk };
  }

  /** After what time it has happened to so many; null where the curve does not reach them. */
  timeOf(share: number): number | null {
    return this.steps.find((step) => step.share >= share - ROUNDING)?.time ?? null;
  }

  private atRisk(time: number): number {
    return this.observed.reduce(
      (sum, { time: seen, happened, censored }) => (seen < time ? sum : sum + happened + censored),
      this.never,
    );
  }
}

function* stepsOf(observed: readonly Observed[], all: number): Generator<CurvePoint> {
  // From the last censored one on the curve is a plain share, of those at risk then: computed as one, it is exact.
  let since = { share: 0, atRisk: all, happened: 0 };
  let atRisk = all;
  let greenwood = 0;
  for (const { time, happened, censored } of observed) {
    if (happened > 0) {
      since.happened += happened;
      greenwood += happened / (atRisk * (atRisk - happened));
      const share = since.share + (1 - since.share) * (since.happened / since.atRisk);
      yield { time, share, ...bandOf(share, greenwood), atRisk };
    }
    atRisk -= happened + censored;
    if (censored > 0) {
      const share = since.share + (1 - since.share) * (since.happened / since.atRisk);
      since = { share, atRisk, happened: 0 };
    }
  }
}

function bandOf(share: number, greenwood: number): Interval {
  // Where it has happened to all, nothing is left to vary.
  const reach = share >= 1 ? 0 : Z * (1 - share) * Math.sqrt(greenwood);
  return { low: Math.max(0, share - reach), high: Math.min(1, share + reach) };
}
