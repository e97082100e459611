/** Why a benchmark has no result; the message says all that a person needs. */
export class BenchError extends Error {
  readonly code = 'BENCH_FAILED';
}
