import { createRequire } from 'node:module';
import { getSystemErrorName } from 'node:util';
import { ExplainedError } from '../explained-error';
import type { DataType } from 'ffi-rs';

/** Locking files needs one call into the C library, and the package that makes it cannot be loaded here. */
export class FileLocksUnavailable extends ExplainedError {
  readonly code = 'FILE_LOCKS_UNAVAILABLE';
}

const LOCK_EXCLUSIVE = 2;
const LOCK_WITHOUT_WAITING = 4;
/** EAGAIN, alias EWOULDBLOCK: 11 on Linux, 35 on macOS. */
const HELD_BY_ANOTHER = new Set([11, 35]);
/** Any name will do: it is what ffi-rs calls the library that has the functions of this process itself. */
const THIS_PROCESS = 'this process';

/**
 * Takes an exclusive `flock(2)` on an open file, without waiting. It belongs to the open file and ends when
 * that is closed or its process dies. Node has no call of its own for it.
 * @returns false when another process holds it
 * @throws FileLocksUnavailable, or an Error with the system's reason
 */
export function lockFile(file: number): boolean {
  const { load, DataType: type } = ffi();
  const result = load<DataType.I32, true>({
    library: THIS_PROCESS,
    funcName: 'flock',
    retType: type.I32,
    paramsType: [type.I32, type.I32],
    paramsValue: [file, LOCK_EXCLUSIVE | LOCK_WITHOUT_WAITING],
    errno: true,
  });
  if (result.value === 0) return true;
  if (HELD_BY_ANOTHER.has(result.errnoCode)) return false;
  const message = `flock failed: ${result.errnoMessage}`;
  throw Object.assign(new Error(message), { code: getSystemErrorName(-result.errnoCode) });
}

/** Loaded at the first lock, not at import: so that where it is missing a person reads why. */
function ffi(): typeof import('ffi-rs') {
  try {
    const loaded = createRequire(__filename)('ffi-rs') as typeof import('ffi-rs');
    loaded.open({ library: THIS_PROCESS, path: '' });
    return loaded;
  } catch (error) {
    throw new FileLocksUnavailable(
      'The data directory cannot be locked: the package ffi-rs is not there, or has no working build for ' +
        `${process.platform} ${process.arch}. Run \`npm ci --include=optional\` on the machine that runs the service.`,
      { cause: error },
    );
  }
}
