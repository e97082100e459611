/** How a measure changed, as the service judges it. */
export interface AnsweredChange {
  readonly measure: string;
  readonly value: number | null;
  readonly previous: number | null;
  readonly n: number;
  readonly nPrevious: number;
  /** Of rates, averages and percentiles in their unit, of counts as a share of what there was. */
  readonly changeLow: number | null;
  readonly changeHigh: number | null;
  /** Null: nothing tells how much the measure varies by itself. */
  readonly verdict: 'HIGHER' | 'LOWER' | 'NOT_DISTINGUISHABLE' | 'TOO_FEW' | 'NOT_YET' | null;
  /** Whether anything was known when the range before began: else nobody can tell what has changed. */
  readonly previousKnown: boolean;
  readonly matters: boolean | null;
  /** Too few days are known to tell how much a count varies. */
  readonly dispersionAssumed: boolean;
}
