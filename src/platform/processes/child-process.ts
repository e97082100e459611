import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { nameOfProcess } from '../config/roles';
import type { Role } from '../config/roles';
import { ownProgram } from '../package-root';
import type { ChildMessage, SupervisorMessage } from './messages';

const PROGRAM = ownProgram('role-process.js');

export interface ProcessEnd {
  readonly code: number | null;
  /** For the log: `exit code 1` or `signal SIGKILL`. */
  readonly how: string;
}

/** One life of a process of the service. */
export class RoleProcess {
  readonly startedAt = performance.now();
  /** Resolves when the process is gone, whatever ended it. */
  readonly ended: Promise<ProcessEnd>;
  private readonly child: ChildProcess;

  /** @param environment beside that of this process */
  constructor(
    roles: readonly Role[],
    environment: Readonly<Record<string, string>>,
    onMessage: (message: ChildMessage) => void,
  ) {
    this.child = fork(PROGRAM, [nameOfProcess(roles)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...environment },
    });
    this.child.on('message', onMessage);
    this.ended = new Promise((resolve) => {
      this.child.once('exit', (code, signal) => {
        resolve({ code, how: signal === null ? `exit code ${code ?? '?'}` : `signal ${signal}` });
      });
      this.child.on('error', (error) => {
        if (this.child.pid === undefined)
          resolve({ code: null, how: `it could not be started (${error.message})` });
      });
    });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  tell(message: SupervisorMessage): void {
    // One that has just died is noticed by its end.
    if (this.child.connected) this.child.send(message, () => undefined);
  }

  /** Ends it in good order; if that takes longer than so many milliseconds, by force. */
  async stop(withinMs: number): Promise<void> {
    this.tell({ type: 'stop' });
    const enough = new AbortController();
    const late = sleep(withinMs, undefined, { signal: enough.signal }).then(
      () => this.child.kill('SIGKILL'),
      () => undefined,
    );
    await Promise.race([this.ended, late]);
    await this.ended;
    enough.abort();
  }
}
