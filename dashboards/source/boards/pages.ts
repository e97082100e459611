import type { DashboardDraft } from '../model/dashboard';
import { linkTo } from '../model/links';
import type { Filters } from '../model/arguments';
import {
  ACCOUNT,
  API,
  ATTRIBUTE,
  ATTRIBUTE_VALUE,
  CLOCK,
  COPILOT,
  HOURS,
  OPERATOR,
  PAGE,
  SERVICE,
  TEAM,
  COMPARE,
} from '../model/variables';
import { measureTable } from '../panels/measure-table';
import { measureStat } from '../panels/stat-panel';
import { comparedOverTime } from '../panels/time-series-panel';
import { ALL_FILTERS } from './filters';

const filters: Filters = [...ALL_FILTERS, 'attribute'];
const MEASURES = [
  ...['episodesStarted', 'episodesUnanswered', 'firstResponseSecondsP50', 'firstResponseSecondsP90'],
  ...['closureSecondsP50', 'copilotResolutionRate', 'ratings', 'csatRate'],
];

export const PAGES: DashboardDraft = {
  uid: 'signalzen-pages',
  title: 'SignalZen: Pages and attributes',
  description:
    'Where contacts begin, and what visitors are: by page, and by any attribute that the website sets.',
  ...{ from: 'now-30d/d', refresh: '5m' },
  variables: [
    ...[
      API,
      ACCOUNT,
      OPERATOR,
      TEAM,
      PAGE,
      COPILOT,
      HOURS,
      ATTRIBUTE,
      ATTRIBUTE_VALUE,
      CLOCK,
      COMPARE,
      SERVICE,
    ],
  ],
  rows: [
    {
      ...{ title: 'What is chosen', height: 5 },
      panels: ['episodesStarted', 'firstResponseSecondsP50', 'csatRate', 'copilotResolutionRate'].map(
        (name) => measureStat(name, filters, { width: 6 }),
      ),
    },
    {
      ...{ title: 'By page', height: 12 },
      panels: [
        measureTable({
          title: 'Pages',
          groupBy: 'PAGE',
          measures: MEASURES,
          filters,
          links: [linkTo('signalzen-overview', 'Overview')],
        }),
      ],
    },
    {
      ...{ title: 'By attribute', height: 12 },
      panels: [
        measureTable({ title: 'Values of ${attribute}', groupBy: 'ATTRIBUTE', measures: MEASURES, filters }),
      ],
    },
    {
      ...{ title: 'Over time', height: 9 },
      panels: [comparedOverTime('episodesStarted', { title: 'Contacts', width: 24, filters })],
    },
  ],
};
