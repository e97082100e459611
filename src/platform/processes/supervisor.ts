import { setTimeout as sleep } from 'node:timers/promises';
import { backoff } from '../clickhouse/backoff';
import { nameOfProcess, processesOf } from '../config/roles';
import type { Role } from '../config/roles';
import type { Settings } from '../config/settings';
import type { Log } from '../logging/log';
import { RoleProcess } from './child-process';
import type { ProcessEnd } from './child-process';
import type { ChildMessage } from './messages';

/** All in milliseconds. */
const RESTART = { first: 250, most: 30_000 };
/** Having lived this long, a process that dies is restarted as if it were the first time. */
const LONG_LIFE = 60_000;
/** For requests that run, and for the statement of the roll-up under way. */
const STOP_TIMEOUT = 45_000;

/** A process of the service, over all its lives. */
interface Supervised {
  readonly roles: readonly Role[];
  readonly name: string;
  current: RoleProcess | undefined;
  isReady: boolean;
  failures: number;
}

/**
 * Starts the processes of a service, starts those again that crash, and stops all of them. A crash before all are ready
 * for the first time ends the service: it has said why, and whoever started it is there to read it.
 */
export class ProcessSupervisor {
  private readonly processes: readonly Supervised[];
  private readonly stopping = new AbortController();
  private isClaimed = false;
  private isReady = false;
  private isUseless = false;
  private url = '';
  private stopped: Promise<void> | undefined;
  private exitCode = 0;

  /** @param onReady called once, when every process is ready for the first time */
  constructor(
    settings: Pick<Settings, 'roles'>,
    private readonly log: Log,
    private readonly onReady: (url: string) => void,
  ) {
    this.processes = processesOf(settings.roles).map((roles) => ({
      roles,
      name: nameOfProcess(roles),
      current: undefined,
      isReady: false,
      failures: 0,
    }));
  }

  /** Resolves with the exit code, when all processes have ended. */
  async run(): Promise<number> {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void this.stop());
    await Promise.all(this.processes.map((one) => this.supervise(one)));
    return this.exitCode;
  }

  /** Has the processes read again what they read from files. */
  reload(): void {
    for (const { current } of this.processes) current?.tell({ type: 'reload' });
  }

  /** Those who need the receiver and its database end first; what is received meanwhile is kept. */
  private stop(): Promise<void> {
    this.stopping.abort();
    this.stopped ??= (async () => {
      const [receiver, ...others] = this.processes;
      await Promise.all(others.map(async ({ current }) => current?.stop(STOP_TIMEOUT)));
      await receiver?.current?.stop(STOP_TIMEOUT);
    })();
    return this.stopped;
  }

  private async supervise(one: Supervised): Promise<void> {
    while (!this.isStopping()) {
      const current = new RoleProcess(one.roles, this.address(), (message) => {
        this.hear(one, message);
      });
      one.current = current;
      if (this.isClaimed) current.tell({ type: 'go' });
      const end = await current.ended;
      one.current = undefined;
      one.isReady = false;
      if (this.isStopping()) return;
      if (!this.isReady || this.isUseless) {
        this.giveUp(one, end);
        return;
      }
      await this.waitToStartAgain(one, end, performance.now() - current.startedAt);
    }
  }

  /** Where any free port will do, it is the same one after a crash. */
  private address(): Record<string, string> {
    return this.url === '' ? {} : { PORT: new URL(this.url).port || '80' };
  }

  private hear(one: Supervised, message: ChildMessage): void {
    if (message.type === 'claimed') {
      this.isClaimed = true;
      for (const { current } of this.processes) current?.tell({ type: 'go' });
      return;
    }
    if (message.type === 'useless') {
      this.isUseless = true;
      return;
    }
    one.isReady = true;
    this.url = message.url ?? this.url;
    if (this.isReady || !this.processes.every(({ isReady }) => isReady)) return;
    this.isReady = true;
    this.onReady(this.url);
  }

  private giveUp({ name }: Supervised, { code, how }: ProcessEnd): void {
    // One that ended by itself has said why.
    if (code === null) this.log.fatal({ ended: name, how }, 'the service could not be started');
    this.exitCode = 1;
    void this.stop();
  }

  private async waitToStartAgain(one: Supervised, { how }: ProcessEnd, livedMs: number): Promise<void> {
    one.failures = livedMs > LONG_LIFE ? 1 : one.failures + 1;
    const waitMs = backoff(one.failures, RESTART);
    this.log.error(
      { ended: one.name, how, livedMs: Math.round(livedMs), waitMs },
      'a process of the service has ended and is started again',
    );
    await sleep(waitMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }
}
