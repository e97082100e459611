import { useSignal } from '@preact/signals';
import type { HeatmapCell, OverviewData } from '../api/overview';
import { TableScroller } from '../components/table-scroller';
import { count } from '../format/numbers';
import { weekday } from '../format/times';
import { t } from '../messages/text';
import type { Answered } from '../store/figures-store';
import { HEAT_KINDS, MOST_HEAT, heatOf, timeOf } from './heat-kinds';
import type { HeatKind } from './heat-kinds';
import { MeasureDefinition } from './measure-definition';
import type { MeasureWords } from './measure-words';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const LEVELS = Array.from({ length: MOST_HEAT + 1 }, (_, level) => level);
const [CONTACTS] = HEAT_KINDS;

interface HeatmapCardProps {
  readonly overview: Answered<OverviewData> | undefined;
  readonly words: MeasureWords;
}

/** The hours of the local week: when contacts begin, how long they wait then, and which nobody answers. */
export function HeatmapCard({ overview, words }: HeatmapCardProps) {
  const shown = useSignal<HeatKind | undefined>(CONTACTS);
  const { value: kind } = shown;
  if (overview === undefined || kind === undefined) return <article class="heatmap card" />;
  const title = t('heatmap.title');
  return (
    <article class="heatmap card">
      <header class="card-head">
        <h3>
          {title}
          <MeasureDefinition about={title} measures={[kind.measure]} words={words} />
        </h3>
        <div class="table-tabs" role="group" aria-label={title}>
          {HEAT_KINDS.map((one) => (
            <button
              key={one.name}
              type="button"
              class="quiet-button"
              aria-pressed={one === kind}
              onClick={() => {
                shown.value = one;
              }}
            >
              {t(`heatmap.kind.${one.name}`)}
            </button>
          ))}
        </div>
      </header>
      <Hours kind={kind} overview={overview} words={words} />
    </article>
  );
}

interface HoursProps {
  readonly kind: HeatKind;
  readonly overview: Answered<OverviewData>;
  readonly words: MeasureWords;
}

function Hours({ kind, overview: { view, data }, words }: HoursProps) {
  const { heatmap } = data;
  const silencedBy = words.silencedBy(kind.measure, view.selection);
  if (silencedBy !== undefined) return <p class="nothing quiet">{t(`figure.silent.${silencedBy}`)}</p>;
  const caption = t(`heatmap.caption.${kind.name}`);
  const most = Math.max(...heatmap.map((cell) => kind.valueOf(cell) ?? 0));
  const busiest = heatmap.find((cell) => most > 0 && kind.valueOf(cell) === most);
  const heat = heatOf(kind, heatmap);
  return (
    <>
      <p class="quiet">
        {busiest === undefined ? t('chart.nothing') : kind.most(timeOf(busiest), kind.text(most))}
      </p>
      <TableScroller label={caption}>
        {/* Time goes from left to right here, as it does in charts, whatever the language. */}
        <table dir="ltr">
          <caption class="visually-hidden">{caption}</caption>
          <thead>
            <tr>
              <td />
              {HOURS.map((hour) => (
                <th key={hour} scope="col">
                  <span class={hour % 3 === 0 ? undefined : 'visually-hidden'}>{count(hour)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {WEEKDAYS.map((day) => (
              <tr key={day}>
                <th scope="row">
                  <abbr title={weekday(day, 'long')}>{weekday(day, 'short')}</abbr>
                </th>
                {heatmap
                  .filter((cell) => cell.weekday === day)
                  .map((cell) => (
                    <Cell key={cell.hour} kind={kind} cell={cell} heat={heat} />
                  ))}
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroller>
      <p class="heat-scale quiet">
        {t(kind.name === 'answers' ? 'heatmap.faster' : 'heatmap.fewer')}{' '}
        {LEVELS.map((level) => (
          <span key={level} class={`heat-${level}`} />
        ))}{' '}
        {t(kind.name === 'answers' ? 'heatmap.slower' : 'heatmap.more')}
      </p>
    </>
  );
}

interface CellProps {
  readonly kind: HeatKind;
  readonly cell: HeatmapCell;
  readonly heat: (value: number | null) => number;
}

function Cell({ kind, cell, heat }: CellProps) {
  const value = kind.valueOf(cell);
  const time = timeOf(cell);
  const none = t(cell.occurrences === 0 ? 'heatmap.outside' : 'heatmap.none');
  const title =
    value === null ? t('heatmap.cell.none', { time, none }) : kind.title(time, cell, kind.text(value));
  return (
    <td class={`heat-${heat(value)}`} title={title}>
      <span class="visually-hidden">{value === null ? none : kind.text(value)}</span>
    </td>
  );
}
