/** Lengths of the buckets of roll-ups, in seconds. Each begins at a multiple of its length since 1970. */
const [QUARTER, HOUR, THREE_HOURS, DAY, SIXTEEN_DAYS] = [900, 3_600, 10_800, 86_400, 1_382_400];

/** All there are, ascending. Each is a multiple of the one before. */
export const GRAINS = [QUARTER, HOUR, THREE_HOURS, DAY, SIXTEEN_DAYS] as const;

/**
 * Which are made of which: see `rollups/coarser`. In this order: each is made of what the one before has made, so that
 * a day is summed up from 8 rows in place of 96.
 */
export const COARSER = [
  { from_grain: QUARTER, grains: [QUARTER, HOUR, THREE_HOURS], longest: THREE_HOURS },
  { from_grain: THREE_HOURS, grains: [DAY], longest: DAY },
  { from_grain: DAY, grains: [SIXTEEN_DAYS], longest: SIXTEEN_DAYS },
] as const;
