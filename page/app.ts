import { ATTRIBUTE_VALUES } from './api/attribute-values';
import { CHANGES } from './api/changes';
import { GraphqlClient } from './api/graphql-client';
import { HEADLINE, hasWorkingHours } from './api/headline';
import { OVERVIEW } from './api/overview';
import type { OverviewData } from './api/overview';
import { PageError } from './api/page-error';
import { ReportClient } from './api/report-client';
import type { StatusData } from './api/status';
import { FilterBar } from './controls/filter-bar';
import { saveButtons } from './controls/save-buttons';
import { button } from './dom/button';
import { element, fill } from './dom/element';
import { EpisodeDrawer } from './episodes/episode-drawer';
import { HEADLINE_MEASURES } from './overview/headline-figures';
import { loading, noticeFor, welcome } from './overview/notices';
import { Overview } from './overview/overview';
import { rangeTitle } from './overview/range-title';
import { consequencesOf } from './status/consequences';
import { FreshnessLine } from './status/freshness-line';
import { LiveStrip } from './status/live-strip';
import { StatusWatch } from './status/status-watch';
import type { ThemeChoice } from './theme/theme-choice';
import { Navigation } from './view/navigation';
import { filterOf, questionOf } from './view/question-of';
import { figuresParameters } from './view/report-parameters';
import type { View } from './view/view';

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 15_000;

/** The page of somebody who has signed in. */
export class App {
  readonly root: HTMLElement;
  private readonly client: GraphqlClient;
  private readonly reports: ReportClient;
  private readonly navigation = new Navigation(() => {
    this.follow();
  });
  private readonly live = new LiveStrip();
  private readonly freshness = new FreshnessLine();
  private readonly overview = new Overview(this.navigation);
  private readonly filterBar: FilterBar;
  private readonly drawer: EpisodeDrawer;
  private readonly watch: StatusWatch;
  private readonly title = element('div', { class: 'range-title' });
  private readonly content = element('div', { class: 'content', 'aria-busy': 'true' }, loading());
  private asking = new AbortController();
  private retry: ReturnType<typeof setTimeout> | undefined;
  private answeredKey = '';
  private data: OverviewData | undefined;
  private hasSchedule = false;
  private hasTargets = false;
  private isEmpty = false;

  constructor(
    token: string,
    theme: ThemeChoice,
    private readonly onSignOut: (reason?: string) => void,
  ) {
    this.client = new GraphqlClient(token);
    this.reports = new ReportClient(token);
    this.filterBar = new FilterBar(this.navigation, async (name) => {
      return (await this.client.ask(ATTRIBUTE_VALUES, { name })).attributeValues;
    });
    this.drawer = new EpisodeDrawer(this.client, this.reports, this.navigation);
    this.watch = new StatusWatch(
      this.client,
      (status) => {
        this.showStatus(status);
      },
      (error) => {
        if (this.signsOut(error)) return;
        this.live.showProblem();
        this.freshness.showProblem(error instanceof Error ? error.message : '');
      },
    );
    const signOut = button(
      'Sign out',
      () => {
        this.stop();
        onSignOut();
      },
      { class: 'quiet-button' },
    );
    this.root = element(
      'div',
      { class: 'app' },
      element(
        'header',
        { class: 'top' },
        element('span', { class: 'brand' }, 'SignalZen analytics'),
        this.live.root,
        element('nav', { class: 'top-actions', 'aria-label': 'This page' }, theme.root, signOut),
      ),
      element('main', {}, this.title, this.filterBar.root, this.content),
      this.drawer.root,
      this.freshness.root,
    );
  }

  /** Shows what the URL says, from now on. */
  start(): void {
    this.navigation.complete();
    this.follow();
  }

  redraw(): void {
    this.overview.redraw();
  }

  print(isStarting: boolean): void {
    this.overview.print(isStarting);
    this.drawer.print(isStarting);
  }

  private stop(): void {
    this.asking.abort();
    this.watch.stop();
    clearTimeout(this.retry);
    this.navigation.leave();
  }

  private follow(): void {
    const { view } = this.navigation;
    const key = overviewKey(view);
    if (key !== this.answeredKey) {
      this.answeredKey = key;
      this.watchStatus(view);
      void this.load(view);
    }
    void this.drawer.show(view);
  }

  private watchStatus({ selection, clock }: View): void {
    this.watch.watch({ filter: filterOf(selection), clock, hasTargets: this.hasTargets });
  }

  private async load(view: View, retryMs = FIRST_RETRY_MS): Promise<void> {
    this.asking.abort();
    clearTimeout(this.retry);
    const { signal } = (this.asking = new AbortController());
    const now = Date.now();
    const { question, compares, resolved } = questionOf(view, now);
    this.filterBar.show(view, this.data, this.hasSchedule);
    const actions = [
      saveButtons((format) => this.reports.save('stats', format, figuresParameters(view, resolved.range))),
      button('Refresh', () => void this.load(view), { class: 'quiet-button' }),
    ];
    fill(this.title, ...rangeTitle(view, resolved, actions));
    this.content.setAttribute('aria-busy', 'true');
    this.overview.wait();
    try {
      const rest = this.client.ask(OVERVIEW, question, signal);
      const changes = compares
        ? this.client.ask(CHANGES, { ...question, measures: HEADLINE_MEASURES }, signal)
        : undefined;
      // If the headline fails, that is reported, and the rest is not waited for.
      for (const other of [rest, changes]) void other?.catch(() => undefined);
      const headline = await this.client.ask(HEADLINE, question, signal);
      this.hasSchedule = hasWorkingHours(headline.schedules);
      const hasTargets = headline.targetNames.length > 0;
      if (hasTargets !== this.hasTargets) {
        this.hasTargets = hasTargets;
        this.watchStatus(view);
      }
      fill(this.content, this.isEmpty ? welcome() : this.overview.root);
      if (!this.isEmpty) this.overview.showHeadline(view, headline);
      performance.mark('figures');
      const compared = changes?.then((answer) => {
        if (!this.isEmpty) this.overview.showChanges(answer.changes);
      });
      [this.data] = await Promise.all([rest, compared]);
      this.filterBar.show(view, this.data, this.hasSchedule);
      // A canvas is as wide as the element that it is put into.
      if (!this.isEmpty) this.overview.showRest({ view, range: resolved.range, now }, this.data);
    } catch (error) {
      if (signal.aborted || this.signsOut(error)) return;
      this.showError(error, view, retryMs);
    }
    if (!signal.aborted) this.content.removeAttribute('aria-busy');
  }

  private showError(error: unknown, view: View, retryMs: number): void {
    const again = (): void => void this.load(view, Math.min(retryMs * 2, LONGEST_RETRY_MS));
    fill(
      this.content,
      noticeFor(error, () => void this.load(view)),
    );
    if (error instanceof PageError && error.passes) this.retry = setTimeout(again, retryMs);
  }

  private showStatus(status: StatusData): void {
    this.live.show(status, this.navigation.view.clock);
    this.freshness.show(status);
    if (status.waiting !== undefined) this.overview.showWaiting(status.waiting, Date.parse(status.live.asOf));
    const { accounts } = this.navigation.view.selection;
    this.overview.showConsequences(consequencesOf(status.freshness, accounts));
    const isEmpty = status.freshness.lastReceivedAt === null && (status.freshness.eventsOnDisk ?? 0) === 0;
    if (isEmpty === this.isEmpty) return;
    this.isEmpty = isEmpty;
    void this.load(this.navigation.view);
  }

  private signsOut(error: unknown): boolean {
    if (!(error instanceof PageError) || error.code !== 'SIGN_IN') return false;
    this.stop();
    this.onSignOut('The service does not know this token any more. Sign in again.');
    return true;
  }
}

/** What the figures depend on: not what is open beside them. */
function overviewKey({ chosen, compare, zone, clock, selection }: View): string {
  return JSON.stringify([chosen, compare, zone, clock, filterOf(selection)]);
}
