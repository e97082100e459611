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
  /** What to know before the rate is shown. */
  readonly note: string | null;
}
