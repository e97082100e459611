import type { GraphqlClient } from '../api/graphql-client';
import { STATUS } from '../api/status';
import type { StatusData, StatusVariables } from '../api/status';

const EVERY_MS = 5000;

/** Asks what is going on every few seconds, while the page can be seen, one question at a time. */
export class StatusWatch {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = new AbortController();
  private asked: StatusVariables | undefined;

  constructor(
    private readonly client: GraphqlClient,
    private readonly onStatus: (status: StatusData) => void,
    private readonly onError: (error: unknown) => void,
  ) {
    document.addEventListener('visibilitychange', this.askIfVisible);
  }

  /** Asks this from now on, and at once. */
  watch(variables: StatusVariables): void {
    this.asked = variables;
    this.askIfVisible();
  }

  stop(): void {
    this.pause();
    document.removeEventListener('visibilitychange', this.askIfVisible);
  }

  private readonly askIfVisible = (): void => {
    this.pause();
    if (document.visibilityState === 'visible') void this.ask();
  };

  private pause(): void {
    clearTimeout(this.timer);
    this.asking.abort();
  }

  private async ask(): Promise<void> {
    const { signal } = (this.asking = new AbortController());
    try {
      this.onStatus(await this.client.ask(STATUS, this.asked, signal));
    } catch (error) {
      if (!signal.aborted) this.onError(error);
    }
    if (!signal.aborted) this.timer = setTimeout(this.askIfVisible, EVERY_MS);
  }
}
