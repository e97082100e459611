import type uPlot from 'uplot';
import { element, fill } from '../dom/element';
import { count, inUnit } from '../format/numbers';
import type { Chart } from './chart';

const DISTANCE = 12;

/** Says the numbers of the bucket that is pointed at, and tells which bucket was clicked. */
export function plotTooltip(chart: Chart, onPick: (bucket: number) => void): uPlot.Plugin {
  const box = element('div', { class: 'plot-tooltip', hidden: true, 'aria-hidden': 'true' });
  const show = (plotted: uPlot): void => {
    const { idx, left = -1 } = plotted.cursor;
    const bucket = idx === null || idx === undefined ? undefined : chart.buckets[idx];
    box.hidden = bucket === undefined || left < 0;
    if (bucket === undefined || idx === null || idx === undefined) return;
    fill(
      box,
      element('b', {}, bucket.longLabel),
      bucket.onlyPart !== undefined && element('span', { class: 'quiet' }, `only ${bucket.onlyPart}`),
      bucket.isIncomplete && element('span', { class: 'quiet' }, 'not complete yet'),
      ...chart.series.map((series) => {
        const samples = series.counts?.[idx];
        const interval = series.intervals?.[idx] ?? '';
        return element(
          'span',
          { class: 'plot-tooltip-line' },
          element('span', { class: `swatch ink-${series.ink}` }),
          `${series.label} `,
          element('b', {}, inUnit(series.values[idx], series.unit)),
          samples !== undefined && samples !== null && ` n = ${count(samples)}`,
          interval !== '' && element('span', { class: 'quiet' }, ` ${interval}`),
        );
      }),
    );
    const { clientWidth, offsetLeft } = plotted.over;
    const isRight = left > clientWidth / 2;
    const beside = isRight ? left - DISTANCE - box.offsetWidth : left + DISTANCE;
    // On a phone it may be wider than what is left on either side: it must not be cut off.
    box.style.left = `${Math.max(-offsetLeft, Math.min(beside, clientWidth - box.offsetWidth))}px`;
  };
  return {
    hooks: {
      ready: ({ over, cursor }) => {
        over.append(box);
        over.addEventListener('click', () => {
          if (typeof cursor.idx === 'number') onPick(cursor.idx);
        });
      },
      setCursor: show,
    },
  };
}
