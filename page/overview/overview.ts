import { hasWorkingHours } from '../api/headline';
import type { AnsweredChange } from '../api/changes';
import type { HeadlineData } from '../api/headline';
import type { OverviewData } from '../api/overview';
import type { Waiting } from '../api/targets';
import { ChartCard } from '../charts/chart-card';
import { chartOf } from '../charts/chart-of';
import { CHART_PLANS } from '../charts/chart-plans';
import { element, fill } from '../dom/element';
import { asListed } from '../format/operator-value';
import type { TimeRange } from '../time/resolved-range';
import { ALL_EPISODES } from '../view/view';
import type { View } from '../view/view';
import type { Navigation } from '../view/navigation';
import type { Consequence } from '../status/consequences';
import { consequencePlace, fillConsequencePlaces } from './consequence-notes';
import { FigureTile } from './figure-tile';
import { HeatmapCard } from './heatmap-card';
import { HEADLINE_FIGURES } from './headline-figures';
import type { HeadlineFigure } from './headline-figures';
import { MeasureWords } from './measure-words';
import { OperatorTable } from './operator-table';
import { TargetsCard } from './targets-card';

/** What was asked. */
export interface OverviewRequest {
  readonly view: View;
  readonly range: TimeRange;
  /** When. */
  readonly now: number;
}

/** The figures, charts and tables of a view. */
export class Overview {
  private readonly figures = element('div', { class: 'figures' });
  private readonly heatmap = new HeatmapCard();
  private readonly operators = new OperatorTable();
  private readonly targets: TargetsCard;
  private readonly charts: ReadonlyMap<string, ChartCard>;
  private readonly sections: Readonly<Record<'headline' | 'targets' | 'charts' | 'times', HTMLElement>>;
  private tiles: readonly FigureTile[] = [];
  private words = new MeasureWords([], { clock: 'CALENDAR', hasSchedule: false });
  private consequences: readonly Consequence[] = [];
  readonly root: HTMLElement;

  constructor(private readonly navigation: Navigation) {
    this.charts = new Map(
      CHART_PLANS.map(({ id, title, behind = ALL_EPISODES.behind }) => [
        id,
        new ChartCard(title, ({ from, to }) => {
          navigation.change({ episodes: { ...ALL_EPISODES, behind, within: { from, to } } });
        }),
      ]),
    );
    this.targets = new TargetsCard(navigation);
    this.sections = {
      headline: section('headline', 'Key figures', this.figures),
      targets: section('targets', 'Targets', element('div', {}, this.targets.root)),
      charts: section(
        'charts',
        'Over time',
        element('div', { class: 'charts' }, ...[...this.charts.values()].map(({ root }) => root)),
      ),
      times: section(
        'times',
        'Times and people',
        element('div', { class: 'wide-cards' }, this.heatmap.root, this.operators.root),
      ),
    };
    const ofAll = consequencePlace([]);
    this.root = element('div', { class: 'overview' }, ofAll, ...Object.values(this.sections));
  }

  /** Dims what is about to change. */
  wait(): void {
    for (const one of Object.values(this.sections)) one.setAttribute('aria-busy', 'true');
  }

  showHeadline({ selection, clock }: View, { totals, measures, schedules }: HeadlineData): void {
    this.words = new MeasureWords(measures, { clock, hasSchedule: hasWorkingHours(schedules) });
    const { words } = this;
    const current = totals.find(({ period }) => period === 'CURRENT');
    if (current === undefined) throw new Error('the totals have no row');
    const episodesLink = ({ label, behind }: HeadlineFigure): HTMLAnchorElement =>
      this.navigation.link(
        behind === undefined ? 'All episodes' : 'Episodes',
        { episodes: { ...ALL_EPISODES, behind: behind ?? ALL_EPISODES.behind } },
        behind === undefined ? `All episodes beside ${label}` : `Episodes behind ${label}`,
      );
    this.tiles = HEADLINE_FIGURES.map(
      (figure) => new FigureTile(figure, { words, selection, current, episodesLink }),
    );
    fill(this.figures, ...this.tiles.map(({ root }) => root));
    fillConsequencePlaces(this.root, this.consequences);
    this.sections.headline.removeAttribute('aria-busy');
  }

  /** Shows in the figures that {@link showHeadline} has shown what has changed. */
  showChanges(changes: readonly AnsweredChange[]): void {
    // Of a time from which there is nothing at all, nobody can say that it was better or worse.
    const isThere = changes.some(({ previous }) => previous !== null && previous !== 0);
    for (const tile of this.tiles) {
      tile.showChange(isThere ? changes.find(({ measure }) => measure === tile.measure) : undefined);
    }
  }

  /** Shows everything else, in the words of the headline that was shown before. */
  showRest({ view, range, now }: OverviewRequest, data: OverviewData): void {
    const { words } = this;
    const context = {
      rows: data.series,
      words,
      selection: view.selection,
      range,
      zone: view.zone,
      now,
      compares: view.compare !== 'none',
    };
    for (const plan of CHART_PLANS) this.charts.get(plan.id)?.show(chartOf(plan, context), words);
    this.targets.show(data);
    this.sections.targets.hidden = data.targets.length === 0;
    this.heatmap.show(data, words);
    this.operators.show({
      rows: data.byOperator,
      hasAccounts: data.accounts.length > 1,
      words,
      operatorLink: (value, label) =>
        this.navigation.link(
          label,
          { selection: { ...view.selection, operators: [asListed(value, data.operators)] } },
          `Only ${label}`,
        ),
    });
    fillConsequencePlaces(this.root, this.consequences);
    for (const part of ['targets', 'charts'] as const) this.sections[part].removeAttribute('aria-busy');
    this.sections.times.removeAttribute('aria-busy');
  }

  /** Says who is due next. @param now the service's clock */
  showWaiting(waiting: readonly Waiting[], now: number): void {
    this.targets.showWaiting(waiting, now);
  }

  /** Says what must be known of the figures, beside those that it matters to. */
  showConsequences(consequences: readonly Consequence[]): void {
    this.consequences = consequences;
    fillConsequencePlaces(this.root, consequences);
  }

  /** Makes what the style sheet alone cannot bring onto paper, or removes it again. */
  print(isStarting: boolean): void {
    for (const chart of this.charts.values()) {
      if (isStarting) chart.drawForPaper();
      else chart.removePaper();
    }
  }

  /** Draws what does not follow the style sheet by itself, as when the theme has changed. */
  redraw(): void {
    for (const chart of this.charts.values()) chart.draw();
  }
}

function section(id: string, title: string, content: HTMLElement): HTMLElement {
  return element(
    'section',
    { 'aria-labelledby': id },
    element('h2', { id, class: 'visually-hidden' }, title),
    content,
  );
}
