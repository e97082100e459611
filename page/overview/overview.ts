import type { OverviewData } from '../api/overview';
import { ChartCard } from '../charts/chart-card';
import { chartOf } from '../charts/chart-of';
import { CHART_PLANS } from '../charts/chart-plans';
import { element, fill } from '../dom/element';
import type { AskedRange } from '../time/asked-range';
import { ALL_EPISODES } from '../view/view';
import type { View } from '../view/view';
import type { Navigation } from '../view/navigation';
import { figureTile } from './figure-tile';
import { HeatmapCard } from './heatmap-card';
import { HEADLINE_FIGURES } from './headline-figures';
import { MeasureWords } from './measure-words';
import { OperatorTable } from './operator-table';

export interface Answered {
  readonly view: View;
  readonly asked: AskedRange;
  readonly data: OverviewData;
  /** When it was asked. */
  readonly now: number;
}

/** The figures, charts and tables of a view. */
export class Overview {
  private readonly figures = element('div', { class: 'figures' });
  private readonly heatmap = new HeatmapCard();
  private readonly operators = new OperatorTable();
  private readonly charts: ReadonlyMap<string, ChartCard>;
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
    this.root = element(
      'div',
      { class: 'overview' },
      section('headline', 'Key figures', this.figures),
      section(
        'charts',
        'Over time',
        element('div', { class: 'charts' }, ...[...this.charts.values()].map(({ root }) => root)),
      ),
      section(
        'times',
        'Times and people',
        element('div', { class: 'wide-cards' }, this.heatmap.root, this.operators.root),
      ),
    );
  }

  show({ view, asked, data, now }: Answered): void {
    const words = new MeasureWords(data.measures);
    const current = data.totals.find(({ period }) => period === 'CURRENT');
    if (current === undefined) throw new Error('the totals have no row');
    fill(
      this.figures,
      ...HEADLINE_FIGURES.map((figure) =>
        figureTile(figure, {
          words,
          current,
          before: data.before?.[0],
          episodesLink: ({ label, behind }) =>
            this.navigation.link(
              behind === undefined ? 'All episodes' : 'Episodes',
              { episodes: { ...ALL_EPISODES, behind: behind ?? ALL_EPISODES.behind } },
              behind === undefined ? `All episodes beside ${label}` : `Episodes behind ${label}`,
            ),
        }),
      ),
    );
    const context = {
      rows: data.series,
      words,
      range: asked.range,
      zone: view.zone,
      now,
      compares: view.compare !== 'none',
    };
    for (const plan of CHART_PLANS) this.charts.get(plan.id)?.show(chartOf(plan, context), words);
    this.heatmap.show(data, words);
    this.operators.show({
      rows: data.byOperator,
      operators: data.operators,
      words,
      operatorLink: (operator, label) =>
        this.navigation.link(
          label,
          { selection: { ...view.selection, operators: [operator] } },
          `Only ${label}`,
        ),
    });
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
