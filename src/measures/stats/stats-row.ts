/** A row of the compiled statement: sums of 64 bits are text, percentiles numbers, dimensions what they are. */
export interface StatsRow {
  readonly time: string;
  readonly [column: string]: string | number | boolean | null | undefined;
}
