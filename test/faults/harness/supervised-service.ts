import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { RunningService } from '../../support/running-service';
import type { ServiceOptions } from '../../support/running-service';

const PAUSE_MS = 100;
const MOST_STARTS_IN_A_ROW = 30;

/** What may differ from one start to the next. */
export type StartOptions = Pick<ServiceOptions, 'environment' | 'nodeOptions' | 'through'>;

/** The service under a supervisor that starts it again whenever it ends, as systemd would. */
export class SupervisedService {
  /** Starts that were not ordered: the service had ended by itself, or was killed. */
  restarts = 0;
  private current: RunningService | undefined;
  private starting: Promise<void> | undefined;
  private isWanted = false;

  constructor(private readonly options: ServiceOptions) {}

  /** Resolves when it receives. @param how holds for this start only: a restart is without it */
  async start(how: StartOptions = {}): Promise<void> {
    this.isWanted = true;
    this.starting = this.launch(how);
    await this.starting;
  }

  /** @throws when it does not run at the moment */
  get running(): RunningService {
    if (!this.current) throw new Error('The service does not run.');
    return this.current;
  }

  get isRunning(): boolean {
    return this.current !== undefined;
  }

  /** Resolves when it runs, started again if need be. */
  async untilRunning(): Promise<void> {
    await nextTurn();
    while (this.isWanted && !this.current) {
      await this.starting;
      await nextTurn();
    }
  }

  /** kill -9; resolves when it is gone. The supervisor starts it again. */
  async kill(): Promise<void> {
    await this.current?.kill();
  }

  /** kill -9, and nobody starts it again. */
  async killForGood(): Promise<void> {
    this.isWanted = false;
    await this.kill();
  }

  /** SIGTERM, and nobody starts it again. */
  async stop(): Promise<void> {
    this.isWanted = false;
    await this.starting?.catch(() => undefined);
    await this.current?.stop();
  }

  private async launch(how: StartOptions): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const service = await RunningService.start(this.optionsWith(attempt === 1 ? how : {}));
        this.current = service;
        void service.ended().then(() => {
          this.current = undefined;
          this.startAgain();
        });
        return;
      } catch (error) {
        if (!this.isWanted || attempt === MOST_STARTS_IN_A_ROW) throw error;
        this.restarts += 1;
        await sleep(PAUSE_MS);
      }
    }
  }

  private optionsWith(how: StartOptions): ServiceOptions {
    const environment = { ...this.options.environment, ...how.environment };
    return { ...this.options, ...how, environment };
  }

  private startAgain(): void {
    if (!this.isWanted) return;
    this.restarts += 1;
    this.starting = sleep(PAUSE_MS).then(() => this.launch({}));
    // Whoever waits for it hears of a failure.
    this.starting.catch(() => undefined);
  }
}
