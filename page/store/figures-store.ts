import { batch, computed, effect, signal, untracked } from '@preact/signals';
import type { ReadonlySignal } from '@preact/signals';
import type { GraphqlClient } from '../api/graphql-client';
import { HEADLINE } from '../api/headline';
import type { HeadlineData } from '../api/headline';
import { MENUS } from '../api/menus';
import type { MenusData } from '../api/menus';
import { OVERVIEW } from '../api/overview';
import type { OverviewData } from '../api/overview';
import { SUMMARY } from '../api/summary';
import type { SummaryData } from '../api/summary';
import { Retries } from '../api/try-again';
import type { ResolvedRange } from '../time/resolved-range';
import type { Navigation } from '../view/navigation';
import { figuresKey, questionOf } from '../view/question-of';
import type { View } from '../view/view';

/** Where there is nothing to choose. */
const NO_MENUS = { accounts: [], operators: [], teams: [] };

/** What was asked, and when. */
export interface FiguresRequest {
  readonly view: View;
  readonly resolved: ResolvedRange;
  readonly now: number;
}

/** An answer beside what was asked: what is shown stays of one view until the next has come. */
export interface Answered<Data> extends FiguresRequest {
  readonly data: Data;
}

/** The figures of the view, asked for whenever it becomes another one. Newer questions cancel older ones. */
export class FiguresStore {
  readonly asked: ReadonlySignal<FiguresRequest>;
  readonly headline = signal<Answered<HeadlineData> | undefined>(undefined);
  readonly summary = signal<Answered<SummaryData> | undefined>(undefined);
  readonly overview = signal<Answered<OverviewData> | undefined>(undefined);
  /** They come last. */
  readonly menus = signal<Answered<MenusData> | undefined>(undefined);
  readonly areMenusAwaited = signal(false);
  readonly problemOfMenus = signal<unknown>(undefined);
  /** Which of the answers are still to come. */
  readonly waitsFor = signal<'all' | 'overview' | 'nothing'>('all');
  readonly problem = signal<unknown>(undefined);
  private readonly request = signal(this.requestNow());
  private asking = new AbortController();
  private readonly retries = new Retries();
  private readonly stopFollowing: () => void;

  /** @param onError is told what went wrong first, and says whether it has taken care of it */
  constructor(
    private readonly client: GraphqlClient,
    private readonly navigation: Navigation,
    private readonly onError: (error: unknown) => boolean,
  ) {
    this.asked = this.request;
    // The screen of who waits shows none: coming back from there is as good as coming anew.
    const key = computed(() => {
      const view = navigation.view.value;
      return view.live === undefined ? figuresKey(view) : '';
    });
    this.stopFollowing = effect(() => {
      if (key.value !== '') untracked(this.refresh);
    });
  }

  stop(): void {
    this.stopFollowing();
    this.asking.abort();
    this.retries.stop();
  }

  /** Asks again, as for what is new since. */
  readonly refresh = (): void => {
    void this.ask();
  };

  private requestNow(): FiguresRequest {
    const view = this.navigation.view.peek();
    const now = Date.now();
    return { view, now, resolved: questionOf(view, now).resolved };
  }

  private async ask(): Promise<void> {
    this.asking.abort();
    this.retries.stop();
    const { signal: until } = (this.asking = new AbortController());
    const request = this.requestNow();
    const { question, compares } = questionOf(request.view, request.now);
    const hasMenus = !this.navigation.isFixed;
    batch(() => {
      this.request.value = request;
      this.waitsFor.value = 'all';
      this.areMenusAwaited.value = hasMenus;
    });
    try {
      const compared = compares ? {} : { compare: 'NONE', daysBefore: null };
      // The key figures come first: the service answers few questions at once, and these others read much more.
      const headlined = this.client.ask(HEADLINE, { ...question, hasMenus }, until);
      const overview = this.client.ask(OVERVIEW, { ...question, hasMenus }, until);
      const summary = this.client.ask(SUMMARY, { ...question, ...compared }, until);
      // If the headline fails, that is reported, and the rest is not waited for.
      for (const other of [overview, summary]) void other.catch(() => undefined);
      const headline = await headlined;
      batch(() => {
        this.headline.value = { ...request, data: headline };
        this.problem.value = undefined;
        this.waitsFor.value = 'overview';
      });
      const summed = summary.then((data) => {
        this.summary.value = { ...request, data };
      });
      const [data] = await Promise.all([overview, summed]);
      batch(() => {
        this.overview.value = { ...request, data: { ...NO_MENUS, ...data } };
        this.waitsFor.value = 'nothing';
      });
      this.retries.succeeded();
      if (hasMenus) await this.askForMenus(request, { from: question.from, to: question.to }, until);
    } catch (error) {
      if (!until.aborted) this.fail(error);
    }
  }

  /** Without them the figures are as true. */
  private async askForMenus(
    request: FiguresRequest,
    range: { readonly from: string; readonly to: string },
    until: AbortSignal,
  ): Promise<void> {
    try {
      const data = await this.client.ask(MENUS, range, until);
      batch(() => {
        this.menus.value = { ...request, data };
        this.problemOfMenus.value = undefined;
        this.areMenusAwaited.value = false;
      });
    } catch (error) {
      if (until.aborted || this.onError(error)) return;
      batch(() => {
        this.problemOfMenus.value = error;
        this.areMenusAwaited.value = false;
      });
    }
  }

  private fail(error: unknown): void {
    if (this.onError(error)) return;
    batch(() => {
      this.problem.value = error;
      this.problemOfMenus.value = error;
      this.waitsFor.value = 'nothing';
      this.areMenusAwaited.value = false;
    });
    this.retries.after(error, this.refresh);
  }
}
