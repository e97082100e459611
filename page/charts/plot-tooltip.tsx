import { render } from 'preact';
import type uPlot from 'uplot';
import { count, inUnit } from '../format/numbers';
import { language } from '../messages/language';
import { t } from '../messages/text';
import type { Chart } from './chart';

const DISTANCE = 12;

/** Says the numbers of the bucket that is pointed at, and tells which bucket was clicked. */
export function plotTooltip(chart: Chart, onPick: (bucket: number) => void): uPlot.Plugin {
  const box = document.createElement('div');
  box.className = 'plot-tooltip';
  box.hidden = true;
  box.ariaHidden = 'true';
  // The plot around it goes from left to right in every language; its words do not.
  box.dir = language.value.direction;
  const show = (plotted: uPlot): void => {
    const { idx, left = -1 } = plotted.cursor;
    const isShown = typeof idx === 'number' && idx in chart.buckets && left >= 0;
    box.hidden = !isShown;
    if (!isShown) return;
    render(<TooltipText chart={chart} index={idx} />, box);
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
      destroy: () => {
        render(null, box);
      },
    },
  };
}

interface TooltipTextProps {
  readonly chart: Chart;
  /** Of the bucket. */
  readonly index: number;
}

function TooltipText({ chart: { buckets, series, notes }, index }: TooltipTextProps) {
  const bucket = buckets[index];
  if (bucket === undefined) return null;
  return (
    <>
      <b>{bucket.longLabel}</b>
      {bucket.onlyPart !== undefined && (
        <span class="quiet">{t('tooltip.only', { days: bucket.onlyPart })}</span>
      )}
      {bucket.isIncomplete && <span class="quiet">{t('tooltip.incomplete')}</span>}
      {series.map(({ label, ink, unit, values, counts, intervals }) => {
        const samples = counts?.[index];
        const interval = intervals?.[index] ?? '';
        return (
          <span key={label} class="plot-tooltip-line">
            <span class={`swatch ink-${ink}`} />
            {t(label)}{' '}
            <b>
              <bdi>{inUnit(values[index], unit)}</bdi>
            </b>
            {typeof samples === 'number' && ` ${t('tooltip.samples', { samples: count(samples) })}`}
            {interval !== '' && <span class="quiet"> {interval}</span>}
          </span>
        );
      })}
      {notes[index]?.map((text) => (
        <span key={text} class="plot-tooltip-note">
          <bdi>{text}</bdi>
        </span>
      ))}
    </>
  );
}
