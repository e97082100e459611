import { dirname, join } from 'node:path';

const PACKAGE = '@chdb/lib-linux-x64-gnu';

/** There is no embedded ClickHouse for this platform, or it was not installed. */
export class EmbeddedClickHouseUnavailable extends Error {
  readonly code = 'EMBEDDED_CLICKHOUSE_UNAVAILABLE';
}

/**
 * The path of the ClickHouse engine, a shared library of some 550 MB.
 * @throws EmbeddedClickHouseUnavailable
 */
export function engineLibrary(): string {
  try {
    require.resolve('ffi-rs');
    return join(dirname(require.resolve(`${PACKAGE}/package.json`)), 'libchdb.so');
  } catch (error) {
    throw new EmbeddedClickHouseUnavailable(
      `The embedded ClickHouse needs the optional package ${PACKAGE} (Linux x64 with glibc; this is ` +
        `${process.platform} ${process.arch}): set CLICKHOUSE_URL to a ClickHouse server instead.`,
      { cause: error },
    );
  }
}
