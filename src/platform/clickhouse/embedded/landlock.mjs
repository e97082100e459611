/*
 * Landlock, with which a process takes rights away from itself, for good and for whatever it becomes or starts:
 * https://docs.kernel.org/userspace-api/landlock.html. Node has no call of its own for it.
 */
import { Buffer } from 'node:buffer';
import { closeSync, openSync, statSync } from 'node:fs';
import ffi from 'ffi-rs';

const { DataType, load, open } = ffi;
/** What ffi-rs calls the library that has the functions of this process itself. */
const THIS_PROCESS = 'this process';
open({ library: THIS_PROCESS, path: '' });

const CREATE_RULESET = 444;
const ADD_RULE = 445;
const RESTRICT_SELF = 446;
const ASK_FOR_VERSION = 1;
const RULE_OF_PATH = 1;
const RULE_OF_PORT = 2;
const SET_NO_NEW_PRIVILEGES = 38;
const SET_FILE_FLAGS = 2;
const OPEN_AS_PATH = 0o10_000_000;

/** The first that lets files be linked and renamed from one folder into another, as the engine does: Linux 5.19. */
const MIN_VERSION = 2;

const EXECUTE = 1n << 0n;
const WRITE_FILE = 1n << 1n;
const READ_FILE = 1n << 2n;
const READ_FOLDER = 1n << 3n;
const REMOVE = (1n << 4n) | (1n << 5n);
const MAKE_FOLDER = 1n << 7n;
const MAKE_FILE = 1n << 8n;
const MAKE_SYMBOLIC_LINK = 1n << 12n;
const MOVE_BETWEEN_FOLDERS = 1n << 13n;
const TRUNCATE = 1n << 14n;
const CONTROL_DEVICES = 1n << 15n;
const MAKE = MAKE_FOLDER | MAKE_FILE | MAKE_SYMBOLIC_LINK;

const READ = READ_FILE | READ_FOLDER;
const RIGHTS = {
  read: READ,
  execute: READ_FILE | EXECUTE,
  write: READ | WRITE_FILE | TRUNCATE | MAKE | REMOVE | MOVE_BETWEEN_FOLDERS,
};
const RIGHTS_OVER_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE;

const BIND_TCP = 1n << 0n;
const CONNECT_TCP = 1n << 1n;
const ABSTRACT_SOCKETS = 1n << 0n;
const SIGNALS = 1n << 1n;

/**
 * @typedef {object} Allowed What remains: paths with all that is beneath them, and one port to listen on.
 * @property {readonly string[]} read
 * @property {readonly string[]} execute
 * @property {readonly string[]} write
 * @property {number} port 0: any that is free
 */

/**
 * Leaves this thread, and whatever it becomes or starts, no more files than the allowed (those that are not there
 * are left out), and from some version on no TCP but the port, and no signals to other processes.
 * @param {Allowed} allowed
 * @returns {{ version: number } | { unconfined: string }} the version of Landlock, or why there is none
 */
export function confine({ port, ...paths }) {
  const { value: version, errnoMessage } = call('syscall', CREATE_RULESET, 0, 0, ASK_FOR_VERSION);
  if (version < 0) return { unconfined: `Landlock: ${errnoMessage}` };
  if (version < MIN_VERSION) return { unconfined: `Landlock has version ${version} only` };

  const files = (version < 3 ? TRUNCATE : version < 5 ? CONTROL_DEVICES : CONTROL_DEVICES << 1n) - 1n;
  const tcp = version < 4 ? [] : [BIND_TCP | CONNECT_TCP];
  const others = version < 6 ? [] : [ABSTRACT_SOCKETS | SIGNALS];
  const handled = numbers(files, ...tcp, ...others);
  const ruleset = must('syscall', CREATE_RULESET, handled, handled.length, 0);
  for (const path of paths.read) allowPath(ruleset, path, RIGHTS.read);
  for (const path of paths.execute) allowPath(ruleset, path, RIGHTS.execute);
  for (const path of paths.write) allowPath(ruleset, path, RIGHTS.write & files);
  if (tcp.length > 0) must('syscall', ADD_RULE, ruleset, RULE_OF_PORT, numbers(BIND_TCP, BigInt(port)), 0);
  must('prctl', SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0);
  must('syscall', RESTRICT_SELF, ruleset, 0);
  closeSync(ruleset);
  return { version };
}

/** The signals that a terminal sends, such as those of Ctrl-C, reach this process no more; its session is the same. */
export function leadOwnGroup() {
  must('setpgid', 0, 0);
}

/**
 * Goes on as another program in the same process, of which all threads but this one end.
 * @param {string} program
 * @param {readonly string[]} programArguments
 * @returns {never}
 */
export function become(program, programArguments) {
  // Node has marked them to be closed.
  for (const standardStream of [0, 1, 2]) must('fcntl', standardStream, SET_FILE_FLAGS, 0);
  must('execl', program, program, ...programArguments, 0);
  throw new Error('execl has come back');
}

/**
 * @param {number} ruleset
 * @param {string} path
 * @param {bigint} rights
 */
function allowPath(ruleset, path, rights) {
  const file = openIfThere(path);
  if (file === undefined) return;
  const rule = Buffer.alloc(12);
  rule.writeBigUInt64LE(statSync(path).isDirectory() ? rights : rights & RIGHTS_OVER_A_FILE);
  rule.writeInt32LE(file, 8);
  must('syscall', ADD_RULE, ruleset, RULE_OF_PATH, rule, 0);
  closeSync(file);
}

/** @param {number | string | Buffer} value */
function typeOf(value) {
  if (typeof value === 'string') return DataType.String;
  return typeof value === 'number' ? DataType.I64 : DataType.U8Array;
}

/** @param {string} path */
function openIfThere(path) {
  try {
    return openSync(path, OPEN_AS_PATH);
  } catch (error) {
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (code === 'ENOENT' || code === 'EACCES') return undefined;
    throw error;
  }
}

/** @param {bigint[]} values */
function numbers(...values) {
  const buffer = Buffer.alloc(8 * values.length);
  values.forEach((value, index) => buffer.writeBigUInt64LE(value, 8 * index));
  return buffer;
}

/**
 * @param {string} name
 * @param {(number | string | Buffer)[]} values
 */
function must(name, ...values) {
  const { value, errnoMessage } = call(name, ...values);
  if (value < 0) throw new Error(`${name}(${String(values[0])}, …) failed: ${errnoMessage}`);
  return value;
}

/**
 * Calls a function of the C library.
 * @param {string} name
 * @param {(number | string | Buffer)[]} values
 */
function call(name, ...values) {
  const result = load({
    library: THIS_PROCESS,
    funcName: name,
    retType: DataType.I32,
    paramsType: values.map((value) => typeOf(value)),
    paramsValue: values,
    errno: true,
  });
  if (typeof result === 'number') throw new TypeError('the error number was asked for');
  return result;
}
