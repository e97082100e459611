import type uPlot from 'uplot';
import { button } from '../dom/button';
import { element, fill } from '../dom/element';
import { clockMark } from '../format/clock-words';
import { consequencePlace } from '../overview/consequence-notes';
import { definition } from '../overview/definition';
import type { MeasureWords } from '../overview/measure-words';
import type { Chart, ChartBucket } from './chart';
import { chartSummary } from './chart-summary';
import { chartTable } from './chart-table';
import { plot } from './plot';
import { PAPER, screenSurface } from './plot-surface';
import { plotTooltip } from './plot-tooltip';

/** A chart with its legend, what its measures mean, and its numbers as a table instead when a person wants that. */
export class ChartCard {
  readonly root: HTMLElement;
  private readonly body = element('div', { class: 'chart-body' });
  private readonly legend = element('ul', { class: 'legend' });
  private readonly toggle: HTMLButtonElement;
  private readonly resizing: ResizeObserver;
  private chart: Chart | undefined;
  private plotted: uPlot | undefined;
  private forPaper: { readonly plotted: uPlot; readonly element: HTMLElement } | undefined;
  private showsTable = false;

  constructor(
    private readonly title: string,
    private readonly onPick: (bucket: ChartBucket) => void,
  ) {
    this.toggle = button(
      'Table',
      () => {
        this.showsTable = !this.showsTable;
        this.draw();
      },
      { class: 'quiet-button', 'aria-label': `${title} as a table` },
    );
    this.root = element('article', { class: 'chart card' });
    this.resizing = new ResizeObserver(() => {
      const width = this.body.clientWidth;
      if (this.plotted !== undefined && width > 0 && width !== this.plotted.width) {
        this.plotted.setSize({ width, height: this.plotted.height });
      }
    });
    this.resizing.observe(this.body);
  }

  show(chart: Chart, words: MeasureWords): void {
    this.chart = chart;
    const names = [...new Set(chart.plan.series.map(({ measure }) => measure))];
    fill(
      this.root,
      element(
        'header',
        { class: 'card-head' },
        element(
          'h3',
          {},
          this.title,
          clockMark(words.clockOf(names)),
          definition(
            this.title,
            names.map((name) => words.of(name)),
          ),
        ),
        this.toggle,
      ),
      consequencePlace(names),
      this.legend,
      this.body,
    );
    this.draw();
  }

  /** Draws again, as when the theme has changed. */
  draw(): void {
    const { chart } = this;
    if (chart === undefined) return;
    this.toggle.setAttribute('aria-pressed', String(this.showsTable));
    this.root.classList.toggle('shows-table', this.showsTable);
    this.removePaper();
    this.plotted?.destroy();
    this.plotted = undefined;
    fill(
      this.legend,
      ...chart.series.map(({ label, ink, form }) =>
        element('li', {}, element('span', { class: `swatch ink-${ink} ${form}` }), label),
      ),
    );
    const isLogarithmic = chart.series.some(({ unit }) => unit === 'seconds');
    if (isLogarithmic) this.legend.append(element('li', {}, 'log scale'));
    if (chart.buckets.some(({ onlyPart }) => onlyPart !== undefined)) {
      this.legend.append(
        element('li', {}, element('span', { class: 'swatch cut' }), 'only in part in the range'),
      );
    }
    if (this.showsTable) fill(this.body, chartTable(chart));
    else this.drawPlot(chart);
  }

  private drawPlot(chart: Chart): void {
    const isEmpty = chart.series.every(({ values }) =>
      values.every((value) => value === null || value === 0),
    );
    if (isEmpty) {
      fill(this.body, element('p', { class: 'nothing quiet' }, 'Nothing in this range.'));
      return;
    }
    const canvas = element('div', { class: 'plot', role: 'img', 'aria-label': chartSummary(chart) });
    fill(this.body, canvas);
    const pointer = plotTooltip(chart, (index) => {
      const bucket = chart.buckets[index];
      if (bucket !== undefined) this.onPick(bucket);
    });
    this.plotted = plot(chart, canvas, screenSurface(canvas), pointer);
  }

  /** Draws the chart for paper as well, which takes its place in print until it is removed. */
  drawForPaper(): void {
    const { chart, plotted } = this;
    if (chart === undefined || plotted === undefined) return;
    this.removePaper();
    const drawing = element('div', { class: 'paper-plot', role: 'img', 'aria-label': chartSummary(chart) });
    this.body.prepend(drawing);
    this.forPaper = { plotted: plot(chart, drawing, PAPER), element: drawing };
  }

  removePaper(): void {
    this.forPaper?.plotted.destroy();
    this.forPaper?.element.remove();
    this.forPaper = undefined;
  }
}
