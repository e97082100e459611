/*
 * The process in which the ClickHouse engine runs, apart from the service: it may take all memory it is given,
 * crash, or be killed, and the service goes on receiving. Plain JavaScript, so that it runs as it stands from
 * the sources and from the build.
 *
 * confined-start.mjs becomes it. Arguments: the engine's library, its configuration file, its data folder, the port.
 * Ends in good order when its standard input ends: on order, or because the service died.
 */
import { readdirSync } from 'node:fs';
import { setPriority } from 'node:os';
import ffi from 'ffi-rs';

const { DataType, load, open } = ffi;
// Importing `node:process` would open standard input, which from then on is not the engine's to wait for.
const { process } = globalThis;

const [library = '', config = '', data = '', port = ''] = process.argv.slice(2);

// The service ends this process, when it has finished itself, through standard input. A terminal's Ctrl-C or
// hang-up, or a system that asks every process to stop at once, must not take its database away before.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM']) process.on(signal, () => undefined);

// Where processors are scarce, a delivery at the door comes before merges and roll-ups of those that are in.
// Linux keeps it for each thread, and threads inherit it from the one that starts them: it may be any of these.
const LOWEST = 19;
for (const thread of readdirSync('/proc/self/task')) setPriority(Number(thread), LOWEST);

const statements = [
  'SYSTEM START LISTEN HTTP',
  // Reads standard input until its end, and so decides how long the engine lives.
  "SELECT count() FROM file('-', LineAsString)",
];

const engineArguments = [
  'clickhouse',
  `--config-file=${config}`,
  `--path=${data}`,
  `--http_port=${port}`,
  '--listen_host=127.0.0.1',
  `--query=${statements.join('; ')}`,
];

open({ library: 'engine', path: library });
load({
  library: 'engine',
  funcName: 'chdb_query_cmdline',
  retType: DataType.External,
  paramsType: [DataType.I32, DataType.StringArray],
  paramsValue: [engineArguments.length, engineArguments],
  runInNewThread: true,
}).then(
  () => process.exit(0),
  (error) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
