/** For what the service itself opens: segments, the database's connections, the log. */
const OWN_FILES = 512;
/** More would cost more memory than a small machine has to give: some 20 KB each, if every sender is slow. */
const MAX_PLACES = 50_000;
const UNKNOWN_LIMIT = 10_000;

/**
 * How many connections may be open at once: as many as this process may have open files, less those that it needs
 * itself. Out of files, it could not even open the next spool segment.
 * @param openFiles the process's limit; `undefined` where the system has none or does not tell
 */
export function connectionPlaces(openFiles = openFileLimit()): number {
  const limit = openFiles ?? UNKNOWN_LIMIT;
  return Math.min(MAX_PLACES, Math.max(limit - OWN_FILES, Math.floor(limit / 2)));
}

function openFileLimit(): number | undefined {
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { soft?: unknown } } };
  const soft = userLimits?.open_files?.soft;
  return typeof soft === 'number' ? soft : undefined;
}
