import { CLOCKS } from '../../platform/rules/rules';
import type { Enumeration } from './columns/column';

/** Which time a duration counts. */
export type Clock = (typeof CLOCKS)[number];

export const CLOCK: Enumeration<Clock> = {
  name: 'Clock',
  description:
    "Which seconds a duration counts: all, or those inside the working hours of the account's schedule. Without a schedule both are the same.",
  values: CLOCKS,
};
export const DEFAULT_CLOCK: Clock = 'CALENDAR';

/** The columns of `facts` and `rollups` that hold durations on a clock begin with this. */
export function columnPrefix(clock: Clock): 'value' | 'worked' {
  return clock === 'WORKING' ? 'worked' : 'value';
}
