import type { DashboardDraft } from '../model/dashboard';
import { linkTo } from '../model/links';
import { operatorTable } from '../panels/measure-table';
import { measureStat } from '../panels/stat-panel';
import { measuresOverTime } from '../panels/time-series-panel';
import { ALL_FILTERS as filters, ALL_VARIABLES } from './filters';

const UNLINKED =
  "An operator's message counts for its author also where its chat is not known; then it is in no response time.";

export const OPERATORS: DashboardDraft = {
  uid: 'signalzen-operators',
  title: 'SignalZen: Operators',
  description: 'Who does how much, how fast, and with which ratings.',
  ...{ from: 'now-7d/d', refresh: '5m', variables: ALL_VARIABLES },
  rows: [
    {
      ...{ title: 'The team', height: 5 },
      panels: [
        'messagesOperator',
        'replies',
        'replySecondsP50',
        'firstResponseSecondsP50',
        'closureSecondsP50',
        'csatRate',
      ].map((name) => measureStat(name, filters)),
    },
    {
      ...{ title: 'By operator', height: 12 },
      panels: [
        operatorTable({
          ...{ title: 'Operators', filters, links: [linkTo('signalzen-ratings', 'Ratings')] },
          measures: [
            ...[
              'messagesOperator',
              'firstResponses',
              'firstResponseSecondsP50',
              'firstResponseSecondsP90',
              'replies',
            ],
            ...[
              'replySecondsP50',
              'replySecondsP90',
              'episodesClosed',
              'closureSecondsP50',
              'ratings',
              'csatRate',
            ],
          ],
        }),
      ],
    },
    {
      ...{ title: 'Each operator over time', height: 8, isCollapsed: true },
      panels: [
        measuresOverTime(['messagesOperator', 'replies'], {
          ...{ title: '${operator:text}', width: 24, filters, repeat: 'operator', note: UNLINKED },
        }),
      ],
    },
  ],
};
