import { processEnvironment } from './platform/config/process-environment';
import { readSettings } from './platform/config/read-settings';
import { nameOfProcess, processesOf } from './platform/config/roles';
import type { Role } from './platform/config/roles';
import type { Settings } from './platform/config/settings';
import { refuseUnfinishedRestore } from './platform/data-directory/unfinished-restore';
import { DataDirectoryLock } from './platform/data-directory/data-directory-lock';
import { tryListening } from './receive/http/listening-address';
import { createLog } from './platform/logging/log';
import type { Log } from './platform/logging/log';
import { rolesFromArgument } from './platform/processes/messages';
import { onHangup } from './platform/processes/hangup';
import { ServiceManager } from './platform/processes/service-manager';
import { giveWayToReceiver, Supervisor } from './platform/processes/supervised';
import type { RulesInForce } from './platform/rules/rules-in-force';
import { startReport } from './start-report';

/**
 * Starts the service, which runs until SIGINT or SIGTERM: in this process if one is enough for its roles, else in
 * processes of its own, which are started again when they crash.
 * @throws what keeps it from starting, or makes it useless; the process is to be ended then
 */
export async function runService(): Promise<void> {
  // Started with a channel by another program, it ends with that one.
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  const settings = readSettings(processEnvironment());
  refuseUnfinishedRestore(settings.dataDir);
  const [roles = [], ...others] = processesOf(settings.roles);
  if (others.length === 0) await runAlone(settings, roles);
  else await supervise(settings);
}

/** Loads little: what it starts, and starts again, needs the memory. */
async function supervise(settings: Settings): Promise<void> {
  const log = logOf(settings, 'supervisor');
  const manager = new ServiceManager(log);
  reportStop(log, manager);
  const { ProcessSupervisor } = await import('./platform/processes/supervisor.js');
  const supervisor = new ProcessSupervisor(settings, log, (url) => {
    reportStart(settings, url, log);
    manager.ready(url);
  });
  onHangup(() => {
    supervisor.reload();
  });
  process.exit(await supervisor.run());
}

async function runAlone(settings: Settings, roles: readonly Role[]): Promise<void> {
  const log = logOf(settings, nameOfProcess(roles));
  const rules = await rulesOf(settings, roles, log);
  await claim(settings, roles);
  // Loaded only now: it takes longer than all of the above, which is what goes wrong in a first hour.
  const { startProcess } = await import('./run-process.js');
  const signalled = new Promise<unknown>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  });
  const manager = new ServiceManager(log);
  reportStop(log, manager);
  onHangup(() => rules?.reload());
  const running = await startProcess({ settings, log, roles, rules, isSupervised: false });
  reportStart(settings, running.url, log);
  manager.ready(running.url);
  await running.runUntil(signalled);
  process.exit(0);
}

/**
 * Runs one of the processes of a service, until its supervisor says stop or is gone.
 * @throws what keeps it from starting, or makes it useless; the process is to be ended then
 */
export async function runSupervised(): Promise<void> {
  const supervisor = new Supervisor();
  const settings = readSettings(processEnvironment());
  const roles = rolesFromArgument(process.argv[2]);
  const log = logOf(settings, nameOfProcess(roles));
  const isReceiver = roles.includes('receive');
  const rules = await rulesOf(settings, roles, log);
  supervisor.onReload(() => rules?.reload());
  if (isReceiver) {
    await claim(settings, roles);
    supervisor.tell({ type: 'claimed' });
  }
  const { startProcess } = await import('./run-process.js');
  if (!isReceiver) await Promise.race([supervisor.go, supervisor.stop]);
  if (supervisor.isStopping) process.exit(0);
  if (!isReceiver) giveWayToReceiver();
  const running = await startProcess({ settings, log, roles, rules, isSupervised: true });
  supervisor.tell({ type: 'ready', ...(isReceiver ? { url: running.url } : {}) });
  await running.runUntil(supervisor.stop, () => {
    supervisor.tell({ type: 'useless' });
  });
  process.exit(0);
}

/** Whoever receives needs none, and none of what reads them in its memory. */
async function rulesOf(
  settings: Settings,
  roles: readonly Role[],
  log: Log,
): Promise<RulesInForce | undefined> {
  if (roles.every((role) => role === 'receive')) return undefined;
  const { RulesInForce: Loaded } = await import('./platform/rules/rules-in-force.js');
  return new Loaded(settings, log);
}

function logOf(settings: Settings, name: string): Log {
  const log = createLog(settings.logLevel, name);
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'the service cannot go on');
    process.exit(1);
  });
  return log;
}

/** What belongs to one process alone: the address, and for a receiver the data directory. */
async function claim({ dataDir, host, port }: Settings, roles: readonly Role[]): Promise<void> {
  // Held until the process ends, however it ends.
  if (roles.includes('receive')) await DataDirectoryLock.take(dataDir);
  await tryListening(host, port);
}

/** A log that just ends leaves open whether the service was stopped or killed. */
function reportStop(log: Log, manager: ServiceManager): void {
  const report = (signal: NodeJS.Signals) => {
    for (const one of ['SIGINT', 'SIGTERM'] as const) process.off(one, report);
    manager.stopping();
    log.info({ signal }, 'stopping: running requests are answered, and what was received is on disk');
    process.once('exit', (code) => {
      log.info({ code }, 'stopped');
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, report);
}

function reportStart(settings: Settings, url: string, log: Log): void {
  const { ready, memory, missing } = startReport(settings, url);
  if (memory !== undefined) log.info(memory.fields, memory.text);
  for (const { fields, text } of missing) log.info(fields, text);
  log.info(ready.fields, ready.text);
}
