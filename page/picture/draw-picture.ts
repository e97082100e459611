import type { ChartSeries } from '../charts/chart';
import { colorOf } from '../charts/ink-colors';
import { plot } from '../charts/plot';
import type { PlotSurface } from '../charts/plot-surface';
import { inUnit } from '../format/numbers';
import { language } from '../messages/language';
import { t } from '../messages/text';
import type { PictureView } from './save-picture';

/** Of the picture, in pixels: twice as many as it is drawn for, so that it is sharp on a slide. */
const SCALE = 2;
const WIDTH = 1000;
const PLOT_HEIGHT = 380;
const MARGIN = 28;
const LINE = 24;

const onPaper = (name: string): string => colorOf(name, 'light');

/** A chart in light colours with its title, what it is of, and what its colours stand for, with their values. */
export async function drawPicture({ chart, about }: PictureView): Promise<HTMLCanvasElement> {
  const head = MARGIN + 30 + about.length * LINE;
  const height = head + PLOT_HEIGHT + 16 + chart.series.length * LINE + MARGIN;
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH * SCALE;
  canvas.height = height * SCALE;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('the browser draws nothing');
  context.scale(SCALE, SCALE);
  context.fillStyle = onPaper('surface');
  context.fillRect(0, 0, WIDTH, height);
  const write = writer(context);
  write(t(chart.plan.title), MARGIN + 18, { font: '650 22px system-ui, sans-serif', color: 'text' });
  about.forEach((line, index) => {
    write(line, MARGIN + 44 + index * LINE, { color: 'quiet' });
  });
  await drawPlot(chart, context, head);
  chart.series.forEach((series, index) => {
    const at = head + PLOT_HEIGHT + 30 + index * LINE;
    write(legendWords(series), at, { color: 'text', indent: 24 });
    context.fillStyle = onPaper(`ink-${series.ink}`);
    context.fillRect(startOf(14), at - 11, 14, series.form === 'bar' || series.form === 'stack' ? 12 : 4);
  });
  return canvas;
}

/** Where something of a width begins: at the left edge, or at the right one where writing begins there. */
function startOf(width: number): number {
  return language.value.direction === 'rtl' ? WIDTH - MARGIN - width : MARGIN;
}

/** Such as `Median: from 32 s to 5 m`. */
function legendWords({ label, values, unit }: ChartSeries): string {
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return t('picture.nothing', { series: t(label) });
  const [low, high] = [Math.min(...known), Math.max(...known)].map((value) => inUnit(value, unit));
  return t('picture.values', { series: t(label), low: low ?? '', high: high ?? '' });
}

interface Look {
  readonly color: string;
  readonly font?: string;
  readonly indent?: number;
}

function writer(context: CanvasRenderingContext2D) {
  const { direction } = language.value;
  return (
    text: string,
    at: number,
    { color, font = '15px system-ui, sans-serif', indent = 0 }: Look,
  ): void => {
    context.font = font;
    context.fillStyle = onPaper(color);
    context.direction = direction;
    context.textAlign = 'start';
    context.fillText(text, direction === 'rtl' ? startOf(0) - indent : MARGIN + indent, at);
  };
}

/** As it is drawn on the page, but as large as the picture. */
async function drawPlot(
  chart: PictureView['chart'],
  context: CanvasRenderingContext2D,
  top: number,
): Promise<void> {
  const place = document.createElement('div');
  place.className = 'picture-place';
  place.ariaHidden = 'true';
  document.body.append(place);
  const scale = SCALE / devicePixelRatio;
  const surface: PlotSurface = {
    width: WIDTH - 2 * MARGIN,
    height: PLOT_HEIGHT,
    scale,
    colorOf: onPaper,
  };
  const plotted = plot(chart, place, surface);
  // It draws when all else of the moment is done.
  await Promise.resolve();
  context.drawImage(plotted.ctx.canvas, MARGIN, top, WIDTH - 2 * MARGIN, PLOT_HEIGHT);
  plotted.destroy();
  place.remove();
}
