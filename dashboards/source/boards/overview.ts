import type { DashboardDraft } from '../model/dashboard';
import { linkTo } from '../model/links';
import { measureStat } from '../panels/stat-panel';
import { comparedOverTime, measuresOverTime } from '../panels/time-series-panel';
import { ALL_FILTERS as filters, ALL_VARIABLES } from './filters';

const TIMES = [linkTo('signalzen-response-times', 'Response times')];
const RATINGS = [linkTo('signalzen-ratings', 'Ratings')];
const COPILOT = [linkTo('signalzen-copilot', 'Copilot')];

export const OVERVIEW: DashboardDraft = {
  uid: 'signalzen-overview',
  title: 'SignalZen: Overview',
  description:
    'How the live chat does: how much there was, how fast it was answered, what visitors think of it.',
  ...{ from: 'now-7d/d', refresh: '5m', variables: ALL_VARIABLES },
  rows: [
    {
      ...{ title: 'At a glance', height: 5 },
      panels: [
        ...['chatsStarted', 'episodesEngaged', 'episodesClosed', 'messagesVisitor'].map((name) =>
          measureStat(name, filters, { width: 6 }),
        ),
        measureStat('firstResponseSecondsP50', filters, { width: 6, links: TIMES }),
        measureStat('episodesUnanswered', filters, { width: 6, links: TIMES }),
        measureStat('csatRate', filters, { width: 6, links: RATINGS }),
        measureStat('copilotResolutionRate', filters, { width: 6, links: COPILOT }),
      ],
    },
    {
      ...{ title: 'Volume', height: 9 },
      panels: [
        comparedOverTime('episodesEngaged', { title: 'Contacts', width: 12, filters }),
        measuresOverTime(['messagesVisitor', 'messagesOperator', 'messagesCopilot', 'messagesProactive'], {
          ...{ title: 'Messages by author', width: 12, filters, isStacked: true },
        }),
        measuresOverTime(['episodesStarted', 'episodesOutsideHours', 'episodesClosed', 'episodesOpen'], {
          ...{ title: 'Started, closed, open', width: 12, filters },
        }),
        measuresOverTime(['episodesUnanswered', 'episodesMissed', 'episodesEmpty'], {
          ...{ title: 'Without an answer', width: 12, filters, links: TIMES },
        }),
      ],
    },
    {
      ...{ title: 'Quality', height: 9 },
      panels: [
        comparedOverTime('firstResponseSecondsP50', {
          title: 'First response, median',
          width: 8,
          filters,
          links: TIMES,
        }),
        comparedOverTime('csatRate', { title: 'Satisfied visitors', width: 8, filters, links: RATINGS }),
        comparedOverTime('copilotInvolvementRate', {
          title: 'With the copilot',
          width: 8,
          filters,
          links: COPILOT,
        }),
        comparedOverTime('repeatContactRate', { title: 'Back within a week', width: 24, filters }),
      ],
    },
    {
      ...{ title: 'What else happened', height: 5, isCollapsed: true },
      panels: ['emailSubscriptions', 'transcriptsSent', 'chatsBlocked', 'chatsDestroyed'].map((name) =>
        measureStat(name, filters, { width: 6 }),
      ),
    },
  ],
};
