import { computed, effect, signal, untracked } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { GraphqlClient } from '../api/graphql-client';
import type { OwnScopes } from '../api/own-scopes';
import { STATUS } from '../api/status';
import type { StatusData, StatusVariables } from '../api/status';
import type { Navigation } from '../view/navigation';
import { filterOf } from '../view/question-of';

const EVERY_MS = 5000;

/** What it needs of the page. */
interface PageParts {
  readonly client: GraphqlClient;
  readonly scopes: OwnScopes;
  readonly navigation: Navigation;
}

/** What is going on: asked every few seconds while the page can be seen, one question at a time. */
export class StatusStore {
  /** The last answer. */
  readonly status = signal<StatusData | undefined>(undefined);
  /** Why what was answered last may not hold any more. */
  readonly problem = signal<unknown>(undefined);
  /** Whether the service has never received anything. */
  readonly isEmpty = computed(() => {
    const freshness = this.status.value?.freshness;
    return freshness?.lastReceivedAt === null && (freshness.eventsOnDisk ?? 0) === 0;
  });
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asking = new AbortController();
  private asked: Omit<StatusVariables, 'operates'> | undefined;
  private readonly stopFollowing: () => void;

  /** @param onError is told what went wrong first, and says whether it has taken care of it */
  constructor(
    private readonly page: PageParts,
    hasTargets: ReadonlySignal<boolean>,
    private readonly onError: (error: unknown) => boolean,
  ) {
    document.addEventListener('visibilitychange', this.askIfVisible);
    const asked = computed(() => {
      const { selection, clock } = page.navigation.view.value;
      return JSON.stringify({ filter: filterOf(selection), clock, hasTargets: hasTargets.value });
    });
    this.stopFollowing = effect(() => {
      this.asked = JSON.parse(asked.value) as Omit<StatusVariables, 'operates'>;
      untracked(this.askIfVisible);
    });
  }

  stop(): void {
    this.stopFollowing();
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

  /** What the token may not see is not asked for: the rest would not be answered either. */
  private async withinScopes(): Promise<object> {
    const { scopes } = this.page;
    const hasTargets = this.asked?.hasTargets === true && (await scopes.has('contacts'));
    return { ...this.asked, hasTargets, operates: await scopes.has('operate') };
  }

  private async ask(): Promise<void> {
    const { signal: until } = (this.asking = new AbortController());
    try {
      const variables = await this.withinScopes();
      if (until.aborted) return;
      this.status.value = await this.page.client.ask(STATUS, variables, until);
      this.problem.value = undefined;
    } catch (error) {
      if (!until.aborted && !this.onError(error)) this.problem.value = error;
    }
    if (!until.aborted) this.timer = setTimeout(this.askIfVisible, EVERY_MS);
  }
}

export type ShownStatus = Pick<StatusStore, 'status' | 'problem' | 'isEmpty' | 'stop'>;

/** Where nothing is told of the service. */
export const UNTOLD_STATUS: ShownStatus = {
  status: signal(undefined),
  problem: signal(undefined),
  isEmpty: computed(() => false),
  stop: () => undefined,
};
