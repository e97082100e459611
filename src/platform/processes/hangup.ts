import { closeSync, openSync } from 'node:fs';

/**
 * Calls for SIGHUP, which asks a service to read its files again. It also says that a terminal is gone: then the
 * process ends at once, as any program does, for there is nowhere to say more; the others of a service notice and end
 * in order.
 */
export function onHangup(reload: () => void): void {
  const hadTerminal = isTerminalThere();
  const onSignal = () => {
    if (hadTerminal && !isTerminalThere()) {
      process.off('SIGHUP', onSignal);
      process.kill(process.pid, 'SIGHUP');
    } else reload();
  };
  process.on('SIGHUP', onSignal);
}

function isTerminalThere(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}
