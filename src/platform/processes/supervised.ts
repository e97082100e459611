import { readdirSync } from 'node:fs';
import { setPriority } from 'node:os';
import type { ChildMessage, SupervisorMessage } from './messages';

/** The supervisor, as one of its processes sees it. */
export class Supervisor {
  /** Resolves when the process may use what belongs to all of them. */
  readonly go: Promise<void>;
  /** Resolves when the process is to stop: it was told so, or the supervisor is gone. */
  readonly stop: Promise<void>;
  isStopping = false;
  private reload = (): void => undefined;

  constructor() {
    let go = (): void => undefined;
    let stop = (): void => undefined;
    this.go = new Promise((resolve) => (go = resolve));
    this.stop = new Promise((resolve) => {
      stop = () => {
        this.isStopping = true;
        resolve();
      };
    });
    process.on('message', ({ type }: SupervisorMessage) => {
      if (type === 'go') go();
      else if (type === 'reload') this.reload();
      else stop();
    });
    process.once('disconnect', stop);
    // Ctrl-C reaches every process of a terminal, and systemd signals all of a service: who stops first is for the
    // supervisor to say.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  }

  /** @param reload called when what was read from files is to be read again */
  onReload(reload: () => void): void {
    this.reload = reload;
  }

  tell(message: ChildMessage): void {
    // A supervisor that is gone is noticed as such.
    process.send?.(message, undefined, undefined, () => undefined);
  }
}

/** Of Linux, like that of the embedded ClickHouse. */
const LOWEST_PRIORITY = 19;

/** Where processors are scarce, a delivery at the door comes before whoever reads or computes. */
export function giveWayToReceiver(): void {
  for (const thread of threads()) setPriority(thread, LOWEST_PRIORITY);
}

/** Linux keeps the priority for each thread, and threads inherit it from the one that starts them. */
function threads(): number[] {
  try {
    return readdirSync('/proc/self/task').map(Number);
  } catch {
    return [0];
  }
}
