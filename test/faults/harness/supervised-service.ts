import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { RunningService } from '../../support/running-service';
import type { ServiceOptions } from '../../support/running-service';

const PAUSE_MS = 100;
const MAX_STARTS_IN_A_ROW = 30;

/** What may differ from one start to the next. */
export type StartOptions = Pick<ServiceOptions, 'environment' | 'nodeOptions' | 'through'>;

/** The service under a supervisor that starts it again whenever it ends, as systemd would. */
export class SupervisedService {
  /** Starts that were not ordered: the service had ended by itself, or was killed. */
  restarts = 0;
  private current: RunningService | undefined;
  private starting: Promise<void> | undefined;
  private isWanted = false;
  private how: StartOptions = {};

  constructor(private readonly options: ServiceOptions) {}

  /** Resolves when it receives. @param how holds for its restarts, too, until {@link restartPlainly} */
  async start(how: StartOptions = {}): Promise<void> {
    this.how = how;
    this.isWanted = true;
    this.starting = this.launch();
    await this.starting;
  }

  /** Starts it for one life, without a supervisor. @returns whether it lived to receive */
  async startOnce(how: StartOptions): Promise<boolean> {
    this.how = how;
    this.isWanted = false;
    return this.launch().then(
      () => true,
      () => false,
    );
  }

  /** What its start was given holds no longer from the next restart on. */
  restartPlainly(): void {
    this.how = {};
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

  /** SIGTERM to one that was started for one life. @returns its exit code; `null` if it was killed or had gone */
  async stopOnce(): Promise<number | null> {
    return (await this.current?.stop()) ?? null;
  }

  private async launch(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const service = await RunningService.start(this.startOptions());
        this.current = service;
        void service.ended().then(() => {
          this.current = undefined;
          this.startAgain();
        });
        return;
      } catch (error) {
        if (!this.isWanted || attempt === MAX_STARTS_IN_A_ROW) throw error;
        this.restarts += 1;
        await sleep(PAUSE_MS);
      }
    }
  }

  private startOptions(): ServiceOptions {
    const environment = { ...this.options.environment, ...this.how.environment };
    return { ...this.options, ...this.how, environment };
  }

  private startAgain(): void {
    if (!this.isWanted) return;
    this.restarts += 1;
    this.starting = sleep(PAUSE_MS).then(() => this.launch());
    // Whoever waits for it hears of a failure.
    this.starting.catch(() => undefined);
  }
}
