import { closeSync, openSync } from 'node:fs';

/**
 * Calls for SIGHUP, which asks a service to read its files again, as it also says that a terminal is gone: then the
 * process is told to stop, as by SIGTERM.
 */
export function onHangup(reload: () => void): void {
  const hadTerminal = isTerminalThere();
  process.on('SIGHUP', () => {
    if (hadTerminal && !isTerminalThere()) process.kill(process.pid, 'SIGTERM');
    else reload();
  });
}

function isTerminalThere(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}
