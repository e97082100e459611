/** What all receivers check signatures with. */
export const BENCH_SECRET = 'a-secret-for-the-benchmark';
export const START_WITHIN_MS = 60_000;
/** Of the service's API. */
export const BENCH_TOKEN = 'a-token-for-the-benchmark';
