import type { Enumeration } from '../columns/column';

/** Which moments are wanted: those within the working hours of their account, those outside, or all. */
export type Hours = 'INSIDE' | 'OUTSIDE' | 'ALL';

export const ALL_HOURS = 'ALL';

export const HOURS: Enumeration<Hours> = {
  name: 'Hours',
  description:
    'By the moment at which something is counted: within the working hours of the account that are in force then, outside of them, or always. Without a schedule all moments are within; what is open or waits goes by the start of its episode.',
  values: ['INSIDE', 'OUTSIDE', ALL_HOURS],
};

/** On rows of `facts`, and of `episodes_store`, which are counted at their start. */
export const HOURS_CONDITION: Readonly<Record<Exclude<Hours, typeof ALL_HOURS>, string>> = {
  INSIDE: 'NOT outside_hours',
  OUTSIDE: 'outside_hours',
};
