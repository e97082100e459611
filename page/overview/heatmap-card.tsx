import type { HeatmapCell } from '../api/overview';
import { TableScroller } from '../components/table-scroller';
import { count, oneDigit } from '../format/numbers';
import { hourOfDay, weekday } from '../format/times';
import { t } from '../messages/text';
import { MeasureDefinition } from './measure-definition';
import type { MeasureWords } from './measure-words';

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const LEVELS = [0, 1, 2, 3, 4, 5, 6];

interface HeatmapCardProps {
  readonly heatmap: readonly HeatmapCell[] | undefined;
  readonly words: MeasureWords;
}

/** When contacts begin: the hours of the local week, the darker the busier. */
export function HeatmapCard({ heatmap, words }: HeatmapCardProps) {
  if (heatmap === undefined) return <article class="heatmap card" />;
  const most = Math.max(...heatmap.map(({ episodesPerOccurrence }) => episodesPerOccurrence ?? 0));
  const busiest = heatmap.find(({ episodesPerOccurrence }) => most > 0 && episodesPerOccurrence === most);
  return (
    <article class="heatmap card">
      <header class="card-head">
        <h3>
          {t('heatmap.title')}
          <MeasureDefinition about={t('heatmap.title')} measures={['episodesStarted']} words={words} />
        </h3>
        <p class="quiet">
          {busiest === undefined
            ? t('chart.nothing')
            : t('heatmap.busiest', { time: timeOf(busiest), average: oneDigit(most) })}
        </p>
      </header>
      <TableScroller label={t('heatmap.region')}>
        {/* Time goes from left to right here, as it does in charts, whatever the language. */}
        <table dir="ltr">
          <caption class="visually-hidden">{t('heatmap.caption')}</caption>
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
              <WeekdayRow
                key={day}
                day={day}
                cells={heatmap.filter((cell) => cell.weekday === day)}
                most={most}
              />
            ))}
          </tbody>
        </table>
      </TableScroller>
      <p class="heat-scale quiet">
        {t('heatmap.fewer')}{' '}
        {LEVELS.map((level) => (
          <span key={level} class={`heat-${level}`} />
        ))}{' '}
        {t('heatmap.more')}
      </p>
    </article>
  );
}

interface WeekdayRowProps {
  readonly day: number;
  readonly cells: readonly HeatmapCell[];
  /** Of all cells. */
  readonly most: number;
}

function WeekdayRow({ day, cells, most }: WeekdayRowProps) {
  return (
    <tr>
      <th scope="row">
        <abbr title={weekday(day, 'long')}>{weekday(day, 'short')}</abbr>
      </th>
      {cells.map((cell) => {
        const value = cell.episodesPerOccurrence;
        const level = value === null || most === 0 ? 0 : Math.ceil((value / most) * (LEVELS.length - 1));
        return (
          <td key={cell.hour} class={`heat-${level}`} title={titleOf(cell)}>
            <span class="visually-hidden">{value === null ? t('heatmap.outside') : oneDigit(value)}</span>
          </td>
        );
      })}
    </tr>
  );
}

function titleOf(cell: HeatmapCell): string {
  const { episodesPerOccurrence, episodesStarted, occurrences } = cell;
  const time = timeOf(cell);
  return episodesPerOccurrence === null
    ? t('heatmap.cell.outside', { time })
    : t('heatmap.cell', {
        time,
        average: oneDigit(episodesPerOccurrence),
        episodes: count(episodesStarted),
        occurrences: count(occurrences),
      });
}

function timeOf(cell: HeatmapCell): string {
  return t('heatmap.time', { weekday: weekday(cell.weekday, 'long'), hour: hourOfDay(cell.hour) });
}
