import type { TimeRange } from './time-range';

/** A range as somebody asks for it. */
export interface GivenRange {
  readonly from: Date;
  readonly to: Date;
}

export function rangeOf({ from, to }: GivenRange): TimeRange {
  return { from: from.getTime(), to: to.getTime() };
}
