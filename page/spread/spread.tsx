import { useMemo } from 'preact/hooks';
import type { ResponseCurve, SpreadData } from '../api/spread';
import { hasWorkingHours } from '../api/headline';
import { Drawing } from '../charts/drawing';
import { ClockMark } from '../components/clock-mark';
import { TableScroller } from '../components/table-scroller';
import { clockWords } from '../format/clock-words';
import { NOTHING, count, duration, intervalText, share, wholeShare } from '../format/numbers';
import { span } from '../format/times';
import { t } from '../messages/text';
import { DURATIONS } from '../view/durations';
import { ViewLink } from '../view/view-link';
import { ALL_EPISODES } from '../view/view';
import { behindDuration } from './behind-duration';
import type { SpreadAnswer } from './spread-question';
import { plotCurve, plotHistogram } from './spread-plots';
import type { SpreadMark } from './spread-plots';
import { SpreadScale } from './spread-scale';

/** How the times behind a duration are spread: how many took how long, and which share was answered within a time. */
export function Spread({ answer }: { readonly answer: SpreadAnswer }) {
  const { duration: of, view, range, data } = answer;
  const marks = useMemo(() => marksOf(answer), [answer]);
  const spread = useMemo(
    () => ({
      marks,
      scale: new SpreadScale(
        data.bins,
        marks.map(({ seconds }) => seconds),
      ),
    }),
    [answer],
  );
  const { curve } = data;
  const all = data.bins.reduce((sum, one) => sum + one.count, 0);
  const behind = behindDuration(of);
  return (
    <>
      <p class="quiet">
        {t('spread.about', { range: span(range, view.zone) })}
        <ClockMark words={clockWords(view.clock, hasWorkingHours(data.schedules))} />{' '}
        {behind !== undefined && (
          <ViewLink to={{ spread: undefined, episodes: { ...ALL_EPISODES, behind } }}>
            {t('spread.list')}
          </ViewLink>
        )}
      </p>
      {all === 0 ? (
        <p class="nothing quiet">{t('chart.nothing')}</p>
      ) : (
        <>
          <h3>{t('spread.histogram', { n: all })}</h3>
          <MarkLegend marks={marks} />
          <Drawing
            label={t('spread.histogram.drawn', {
              median: words(marks, 'median'),
              p90: words(marks, 'p90'),
            })}
            of={spread}
            isForPaper
            draw={(into, surface) => plotHistogram(spread, into, surface)}
          />
        </>
      )}
      {curve !== undefined && curve.n > 0 && (
        <>
          <h3>{t('spread.curve')}</h3>
          <p class="quiet">{curveWords(curve)}</p>
          <Drawing
            label={t('spread.curve.drawn')}
            of={spread}
            isForPaper
            draw={(into, surface) =>
              plotCurve({ ...spread, marks: curveMarks(curve, marks) }, curve, into, surface)
            }
          />
        </>
      )}
      {all > 0 && <SpreadTable data={data} scale={spread.scale} all={all} />}
    </>
  );
}

interface NamedMark extends SpreadMark {
  readonly kind: 'median' | 'p90' | 'target';
  readonly name: string;
}

/** The median and what nine of ten took, and the targets on the same clock. */
function marksOf({ duration: of, view, data: { totals, targets } }: SpreadAnswer): NamedMark[] {
  const { [`${of}SecondsP50`]: median, [`${of}SecondsP90`]: p90 } = totals[0] ?? {};
  const limits = targets.filter(({ measure, clock }) => measure === DURATIONS[of] && clock === view.clock);
  return [
    ...(median == null
      ? []
      : [{ kind: 'median', seconds: median, ink: 'text', name: t('series.median') } as const]),
    ...(p90 == null
      ? []
      : [{ kind: 'p90', seconds: p90, ink: 'ink-secondary', name: t('series.p90') } as const]),
    ...limits.map(({ target, withinSeconds, goalRate }) => ({
      ...({ kind: 'target', ink: 'bad', seconds: withinSeconds } as const),
      name: t('spread.target', { target, goal: wholeShare(goalRate) }),
    })),
  ];
}

/** Where the curve has reached a half, and nine of ten, with the same targets. */
function curveMarks(
  { p50Seconds, p90Seconds }: ResponseCurve,
  marks: readonly NamedMark[],
): readonly SpreadMark[] {
  return [
    ...(p50Seconds === null ? [] : [{ seconds: p50Seconds, ink: 'text' } as const]),
    ...(p90Seconds === null ? [] : [{ seconds: p90Seconds, ink: 'ink-secondary' } as const]),
    ...marks.filter(({ kind }) => kind === 'target'),
  ];
}

function words(marks: readonly NamedMark[], kind: NamedMark['kind']): string {
  const mark = marks.find((one) => one.kind === kind);
  return mark === undefined ? NOTHING : duration(mark.seconds);
}

function MarkLegend({ marks }: { readonly marks: readonly NamedMark[] }) {
  return (
    <ul class="legend">
      {marks.map(({ kind, name, seconds }) => (
        <li key={name}>
          <span class={`swatch mark-${kind}`} />
          {t('spread.mark', { name, time: duration(seconds) })}
        </li>
      ))}
    </ul>
  );
}

function curveWords({ n, answered, p50Seconds, p90Seconds }: ResponseCurve): string {
  return t('spread.curve.about', {
    n,
    answered: count(answered),
    half: p50Seconds === null ? t('spread.unreached') : duration(p50Seconds),
    most: p90Seconds === null ? t('spread.unreached') : duration(p90Seconds),
  });
}

interface SpreadTableProps {
  readonly data: SpreadData;
  readonly scale: SpreadScale;
  readonly all: number;
}

/** The same in numbers. */
function SpreadTable({ data: { curve }, scale, all }: SpreadTableProps) {
  return (
    <TableScroller label={t('spread.table')}>
      <table class="spread-table">
        <thead>
          <tr>
            <th scope="col">{t('spread.took')}</th>
            <th scope="col" class="number">
              {t('spread.count')}
            </th>
            <th scope="col" class="number">
              {t('spread.share')}
            </th>
            {curve !== undefined && (
              <th scope="col" class="number">
                {t('spread.answered')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {scale.bins.map(({ lowerSeconds, upperSeconds, count: number }) => {
            const point = curve?.points.find(({ seconds }) => seconds === upperSeconds);
            return (
              <tr key={lowerSeconds}>
                <th scope="row">
                  <bdi>
                    {upperSeconds === null
                      ? t('spread.longer', { time: duration(lowerSeconds) })
                      : t('interval', { low: duration(lowerSeconds), high: duration(upperSeconds) })}
                  </bdi>
                </th>
                <td class="number">{count(number)}</td>
                <td class="number">
                  <bdi>{share(number / all)}</bdi>
                </td>
                {curve !== undefined && (
                  <td class="number">
                    <bdi>{point === undefined ? NOTHING : share(point.answeredShare)}</bdi>{' '}
                    {point !== undefined && (
                      <span class="quiet cell-note">{intervalText(point.low, point.high, 'ratio')}</span>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableScroller>
  );
}
