import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { serviceManagerWishes } from '../config/process-environment';
import type { Log } from '../logging/log';

const run = promisify(execFile);
const NOTIFY_TIMEOUT_MS = 5_000;

/**
 * Tells systemd when the service is ready, stops, and is well, where it was started with `Type=notify`. Node cannot
 * write to the socket for that, so that `systemd-notify` does: the unit needs `NotifyAccess=all`.
 */
export class ServiceManager {
  private readonly wishes = serviceManagerWishes();

  constructor(private readonly log: Log) {}

  /** Also begins to say that it is well, for as long as its health answers. */
  ready(url: string): void {
    void this.tell('--ready', `--status=ready at ${url}`);
    const { watchdogMs } = this.wishes;
    if (watchdogMs === undefined) return;
    const every = watchdogMs / 3;
    setInterval(() => void this.watch(new URL('/healthz', url), every), every).unref();
  }

  stopping(): void {
    // The option for it is of systemd 253, which many systems do not have yet.
    void this.tell('STOPPING=1', '--status=answering what runs');
  }

  private async watch(health: URL, within: number): Promise<void> {
    try {
      const { ok } = await fetch(health, { signal: AbortSignal.timeout(within) });
      if (ok) await this.tell('WATCHDOG=1');
    } catch (error) {
      this.log.warn({ err: error }, 'the service does not say that it is well: systemd may start it again');
    }
  }

  private async tell(...what: string[]): Promise<void> {
    if (!this.wishes.isWaiting) return;
    try {
      await run('systemd-notify', what, { env: process.env, timeout: NOTIFY_TIMEOUT_MS });
    } catch (error) {
      this.log.warn({ err: error }, 'systemd could not be told how the service is');
    }
  }
}
