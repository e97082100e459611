const MEBIBYTE = 2 ** 20;
const MINUTE = 60;
const HOUR = 3600;

/** What one question of a reader of the views may take at most: its settings, which it can lower but not raise. */
export const READER_LIMITS = {
  max_execution_time: 60,
  max_memory_usage: 2048 * MEBIBYTE,
  max_memory_usage_for_user: 2048 * MEBIBYTE,
  max_rows_to_read: 2_000_000_000,
  // As many as a sheet of Excel has, and no fewer than Metabase asks for at most.
  max_result_rows: 1_048_576,
  max_concurrent_queries_for_user: 10,
};

/** The same where all that reads and writes has so many bytes together: half of them is for readers. */
export function readerLimitsWithin(serverBytes: number): typeof READER_LIMITS {
  const bytes = Math.min(READER_LIMITS.max_memory_usage, Math.floor(serverBytes / 2));
  return { ...READER_LIMITS, max_memory_usage: bytes, max_memory_usage_for_user: bytes };
}

/**
 * What all questions of a reader may take, in seconds and numbers. The minute stops a script that runs wild, and
 * lets it go on soon; the hour keeps processors for what else the server does. Of a short answer ClickHouse counts the
 * rows that it read, and hardly any time.
 */
export const READER_QUOTA = [
  { duration: MINUTE, queries: 600 },
  { duration: HOUR, queries: 10_000, read_rows: 10_000_000_000, execution_time: HOUR / 2 },
];
