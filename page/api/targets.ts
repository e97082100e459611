/** How well a target of the rules was kept. */
export interface TargetRow {
  readonly target: string;
  readonly measure: 'FIRST_RESPONSE' | 'FIRST_ANSWER' | 'REPLY' | 'TOTAL_WAIT' | 'CLOSURE';
  readonly withinSeconds: number;
  readonly clock: 'CALENDAR' | 'WORKING';
  readonly goalRate: number;
  readonly met: number;
  readonly breached: number;
  readonly pending: number;
  readonly endedEarly: number;
  readonly lastWords: number;
  readonly rate: number | null;
  readonly rateLow: number | null;
  readonly rateHigh: number | null;
  readonly errorBudgetLeft: number | null;
  /** Set where so many ended early that it is to be said beside the rate. */
  readonly note: string | null;
  /** Of what was over, the share that ended before the limit without an answer. */
  readonly endedEarlyShare: number | null;
  /** The rate if these were breaches. */
  readonly rateIfBreached: number | null;
}
