/*
 * How the engine's process begins: it takes rights away from itself and becomes server-process.mjs, for which these
 * are gone. The engine's SQL function `file()` opens whatever its process may open, for every user and without a
 * grant, so that its process must not be able to open what is not its own.
 *
 * To become another program, rather than to load it: Landlock binds the thread that asks and those that come of it,
 * and Node has other threads already.
 *
 * Arguments: those of server-process.mjs. Tells the service how it went, as the first line of standard error.
 */
import { existsSync, readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, URL } from 'node:url';
import { become, confine, leadOwnGroup } from './landlock.mjs';

// Importing `node:process` would open standard input: see server-process.mjs.
const { process } = globalThis;

const PROGRAM = fileURLToPath(new URL('server-process.mjs', import.meta.url));
const [library = '', config = '', data = '', port = ''] = process.argv.slice(2);
const { resolve } = createRequire(import.meta.url);

/** Files of which parts are in this process's memory: Node, and the libraries that it needs. */
const inMemory = [...new Set(readFileSync('/proc/self/maps', 'utf8').match(/(?<=\s)\/.*$/gm))];

/**
 * The package that a program is of: from Node 24 on nothing can be imported where it is there and cannot be read.
 * @param {string} folder
 * @returns {string}
 */
const packageFileOf = (folder) =>
  existsSync(join(folder, 'package.json')) || folder === dirname(folder)
    ? join(folder, 'package.json')
    : packageFileOf(dirname(folder));

/** @param {string} name */
const inProc = (name) => `/proc/${name}`;

// Ctrl-C on the terminal is for the service, which then stops this. Not a session of its own: Linux may share out
// processors by session first ("autogroups"), and then the engine would have half of them, whatever its priority.
leadOwnGroup();
const confinement = confine({
  execute: inMemory,
  read: [
    // Libraries, and what belongs to them.
    ...['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/usr/share/nodejs', '/usr/share/zoneinfo'],
    '/etc/ld.so.cache',
    ...inMemory.filter((file) => file.endsWith('.node')).map((file) => dirname(file)),
    packageFileOf(dirname(PROGRAM)),
    ...[dirname(PROGRAM), dirname(resolve('ffi-rs')), dirname(library), dirname(config)],
    // What it may take of the machine, and what it has taken.
    ...['/sys/fs/cgroup', '/sys/devices/system/cpu', '/sys/kernel/mm/transparent_hugepage'],
    `/proc/${process.pid}`,
    ...['cpuinfo', 'loadavg', 'meminfo', 'pressure', 'stat', 'sys/vm', 'uptime'].map(inProc),
    '/dev/urandom',
  ],
  write: [data, '/dev/null'],
  port: Number(port),
});
writeSync(2, `${JSON.stringify(confinement)}\n`);
become(process.execPath, [PROGRAM, library, config, data, port]);
