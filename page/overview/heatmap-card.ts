import type { HeatmapCell, OverviewData } from '../api/overview';
import { element, fill } from '../dom/element';
import { average } from '../format/numbers';
import { definition } from './definition';
import type { MeasureWords } from './measure-words';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const LEVELS = 6;

/** When contacts begin: the hours of the local week, the darker the busier. */
export class HeatmapCard {
  readonly root = element('article', { class: 'heatmap card' });

  show({ heatmap }: Pick<OverviewData, 'heatmap'>, words: MeasureWords): void {
    const most = Math.max(...heatmap.map(({ episodesPerOccurrence }) => episodesPerOccurrence ?? 0));
    const busiest = heatmap.find(({ episodesPerOccurrence }) => most > 0 && episodesPerOccurrence === most);
    fill(
      this.root,
      element(
        'header',
        { class: 'card-head' },
        element('h3', {}, 'Busiest times', definition('Busiest times', [words.of('episodesStarted')])),
        element(
          'p',
          { class: 'quiet' },
          busiest === undefined
            ? 'Nothing in this range.'
            : `${nameOf(busiest)}: ${average(most)} episodes an hour`,
        ),
      ),
      element(
        'div',
        {
          class: 'scroller',
          tabindex: '0',
          role: 'region',
          'aria-label': 'Episodes an hour, by weekday and hour',
        },
        element(
          'table',
          {},
          element('caption', { class: 'visually-hidden' }, 'Episodes that start in an hour, on average'),
          element(
            'thead',
            {},
            element('tr', {}, element('td', {}), ...Array.from({ length: 24 }, (_, hour) => hourHead(hour))),
          ),
          element(
            'tbody',
            {},
            ...WEEKDAYS.map((name, index) =>
              weekdayRow(
                name,
                heatmap.filter(({ weekday }) => weekday === index + 1),
                most,
              ),
            ),
          ),
        ),
      ),
      element(
        'p',
        { class: 'heat-scale quiet' },
        'fewer ',
        ...Array.from({ length: LEVELS + 1 }, (_, level) => element('span', { class: `heat-${level}` })),
        ' more',
      ),
    );
  }
}

function hourHead(hour: number): HTMLElement {
  return element(
    'th',
    { scope: 'col' },
    element('span', { class: hour % 3 === 0 ? undefined : 'visually-hidden' }, String(hour)),
  );
}

function weekdayRow(name: string, cells: readonly HeatmapCell[], most: number): HTMLElement {
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, element('abbr', { title: name }, name.slice(0, 3))),
    ...cells.map((cell) => {
      const value = cell.episodesPerOccurrence;
      const text = value === null ? 'not in this range' : average(value);
      const level = value === null || most === 0 ? 0 : Math.ceil((value / most) * LEVELS);
      const title = `${nameOf(cell)}: ${text}${value === null ? '' : ` episodes an hour (${cell.episodesStarted} in ${cell.occurrences})`}`;
      return element(
        'td',
        { class: `heat-${level}`, title },
        element('span', { class: 'visually-hidden' }, text),
      );
    }),
  );
}

function nameOf({ weekday, hour }: HeatmapCell): string {
  return `${WEEKDAYS[weekday - 1] ?? ''} ${hour}:00–${hour + 1}:00`;
}
