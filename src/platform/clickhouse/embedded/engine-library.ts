import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ExplainedError } from '../../explained-error';

const PACKAGE = '@chdb/lib-linux-x64-gnu';

/** There is no embedded ClickHouse for this platform, or it was not installed. */
export class EmbeddedClickHouseUnavailable extends ExplainedError {
  readonly code = 'EMBEDDED_CLICKHOUSE_UNAVAILABLE';
}

/**
 * The path of the ClickHouse engine, a shared library of some 550 MB.
 * @throws EmbeddedClickHouseUnavailable
 */
export function engineLibrary(): string {
  try {
    require.resolve('ffi-rs');
    const library = join(dirname(require.resolve(`${PACKAGE}/package.json`)), 'libchdb.so');
    if (existsSync(library)) return library;
    throw new Error(`${library} is missing`);
  } catch (error) {
    const { platform, arch } = process;
    throw new EmbeddedClickHouseUnavailable(
      `The embedded ClickHouse cannot run: ${whyThereIsNone(platform, arch, hasGlibc())}.`,
      { cause: error },
    );
  }
}

/** Why there is no engine, and what to do. */
export function whyThereIsNone(platform: string, arch: string, isGlibc: boolean): string {
  if (platform !== 'linux' || arch !== 'x64') {
    return `there is one for Linux on x64 only, and this is ${platform} on ${arch}: set CLICKHOUSE_URL to a ClickHouse server`;
  }
  if (!isGlibc) {
    return 'there is one for glibc only, and this Linux (Alpine?) has another C library: set CLICKHOUSE_URL to a ClickHouse server';
  }
  return `the optional package ${PACKAGE} is not installed: run \`npm ci --include=optional\`, or set CLICKHOUSE_URL to a ClickHouse server`;
}

function hasGlibc(): boolean {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime !== undefined;
}
