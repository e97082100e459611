import type { DashboardDraft } from '../model/dashboard';
import { linkTo } from '../model/links';
import { measureTable, operatorTable } from '../panels/measure-table';
import { measureStat } from '../panels/stat-panel';
import { comparedOverTime, measuresOverTime } from '../panels/time-series-panel';
import { ALL_FILTERS as filters, VARIABLES_WITHOUT_CLOCK } from './filters';

const STARS = ['rating1', 'rating2', 'rating3', 'rating4', 'rating5'] as const;
const COLORS = {
  rating1: 'dark-red',
  rating2: 'orange',
  rating3: 'yellow',
  rating4: 'light-green',
  rating5: 'green',
};
const COLUMNS = ['ratings', 'csatRate', 'ratingAvg', ...STARS];

export const RATINGS: DashboardDraft = {
  uid: 'signalzen-ratings',
  title: 'SignalZen: Ratings',
  description: 'What visitors think: satisfaction, stars, and how many of them say it.',
  ...{ from: 'now-30d/d', refresh: '5m', variables: VARIABLES_WITHOUT_CLOCK },
  rows: [
    {
      ...{ title: 'At a glance', height: 5 },
      panels: ['csatRate', 'ratingAvg', 'ratings', 'ratingResponseRate'].map((name) =>
        measureStat(name, filters, { width: 6 }),
      ),
    },
    {
      ...{ title: 'Over time', height: 9 },
      panels: [
        measuresOverTime(STARS, { title: 'Stars', width: 12, filters, isStacked: true, colors: COLORS }),
        comparedOverTime('csatRate', { title: 'Satisfied visitors', width: 12, filters }),
        comparedOverTime('ratingAvg', { title: 'Average stars', width: 12, filters }),
        comparedOverTime('ratingResponseRate', { title: 'Share of rated contacts', width: 12, filters }),
      ],
    },
    {
      ...{ title: 'Who and where', height: 10 },
      panels: [
        operatorTable({
          title: 'By operator',
          measures: COLUMNS,
          filters,
          links: [linkTo('signalzen-operators', 'Operators')],
        }),
        measureTable({
          title: 'By page',
          groupBy: 'PAGE',
          measures: COLUMNS,
          filters,
          links: [linkTo('signalzen-pages', 'Pages')],
        }),
      ],
    },
  ],
};
