/** Nothing that is stored has a time before 1970 or from this on (milliseconds): the times of buckets have 32 bits. */
export const LATEST_MS = Date.UTC(2106, 0, 1);
