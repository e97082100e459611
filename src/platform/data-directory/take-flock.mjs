/*
 * Takes a lock, flock(2), on the open file that its parent process lends it as file 3, and ends: the lock stays with
 * the open file. A program of its own, so that no native code is loaded into the service. Ends with 0 when it has taken
 * the lock, with 75 when another process holds it, and else with the number of the error on standard output.
 */
import process from 'node:process';
import ffi from 'ffi-rs';

const { DataType, load, open } = ffi;
/** Any name will do: it is what ffi-rs calls the library that has the functions of this process itself. */
const THIS_PROCESS = 'this process';
const LENT_FILE = 3;
const LOCK_EXCLUSIVE = 2;
const LOCK_WITHOUT_WAITING = 4;
/** EAGAIN, alias EWOULDBLOCK: 11 on Linux, 35 on macOS. */
const HELD_BY_ANOTHER = new Set([11, 35]);

open({ library: THIS_PROCESS, path: '' });
const answer = load({
  library: THIS_PROCESS,
  funcName: 'flock',
  retType: DataType.I32,
  paramsType: [DataType.I32, DataType.I32],
  paramsValue: [LENT_FILE, LOCK_EXCLUSIVE | LOCK_WITHOUT_WAITING],
  errno: true,
});
const { value, errnoCode } = /** @type {{ value: number, errnoCode: number }} */ (answer);
if (value !== 0 && HELD_BY_ANOTHER.has(errnoCode)) process.exitCode = 75;
else if (value !== 0) {
  process.stdout.write(String(errnoCode));
  process.exitCode = 1;
}
