import type { DashboardDraft } from '../model/dashboard';
import { measureOf } from '../model/described-measure';
import { neutralSteps, stepsOf } from '../model/goals';
import { linkTo } from '../model/links';
import { distributionTable, serviceLevelStat } from '../panels/distribution-table';
import { weekHeatmap } from '../panels/week-heatmap';
import { measureStat } from '../panels/stat-panel';
import { comparedOverTime, measuresOverTime } from '../panels/time-series-panel';
import { ALL_FILTERS as filters, ALL_VARIABLES } from './filters';
import { targetsRow } from './targets-row';

const ANSWERED = 'episodes that an operator answered';
const OPERATORS = [linkTo('signalzen-operators', 'Operators')];

export const RESPONSE_TIMES: DashboardDraft = {
  uid: 'signalzen-response-times',
  title: 'SignalZen: Response times',
  description: 'How long visitors wait: percentiles, service level, and what was not answered.',
  ...{ from: 'now-30d/d', refresh: '5m', variables: ALL_VARIABLES },
  rows: [
    {
      ...{ title: 'First response of an operator', height: 5 },
      panels: [
        measureStat('firstResponseSecondsP50', filters, { links: OPERATORS }),
        measureStat('firstResponseSecondsP90', filters),
        measureStat('firstResponseSecondsP95', filters),
        measureStat('firstResponses', filters),
        measureStat('episodesUnanswered', filters),
        measureStat('episodesMissed', filters),
      ],
    },
    {
      ...{ title: 'Service level', height: 5 },
      panels: [
        ...(
          [
            [60, '1 minute'],
            [300, '5 minutes'],
            [900, '15 minutes'],
            [3600, '1 hour'],
          ] as const
        ).map(([seconds, words]) =>
          serviceLevelStat('FIRST_RESPONSE', seconds, {
            title: `Answered within ${words}`,
            width: 6,
            filters,
            what: ANSWERED,
          }),
        ),
      ],
    },
    targetsRow(filters),
    {
      ...{ title: 'Over time', height: 9 },
      panels: [
        measuresOverTime(
          [
            'firstResponseSecondsP50',
            'firstResponseSecondsP90',
            'firstResponseSecondsP95',
            'firstResponseSecondsP99',
          ],
          {
            ...{ title: 'First response', width: 12, filters },
          },
        ),
        comparedOverTime('firstResponseSecondsP90', {
          title: 'First response, P90, compared',
          width: 12,
          filters,
        }),
        measuresOverTime(['firstAnswerSecondsP50', 'firstAnswerSecondsP90'], {
          ...{ title: 'First answer of operator or copilot', width: 12, filters },
        }),
        measuresOverTime(['replySecondsP50', 'replySecondsP90'], {
          title: 'Replies',
          width: 12,
          filters,
          links: OPERATORS,
        }),
        measuresOverTime(['totalWaitSecondsP50', 'totalWaitSecondsP90'], {
          ...{ title: 'Waited in all', width: 12, filters },
        }),
        measuresOverTime(
          ['closureSecondsP50', 'closureSecondsP90', 'closureSecondsP95', 'closureSecondsP99'],
          {
            title: 'Until closed',
            width: 12,
            filters,
          },
        ),
      ],
    },
    {
      ...{ title: 'How they are spread', height: 18 },
      panels: [
        distributionTable('FIRST_RESPONSE', 'First response', {
          width: 12,
          filters,
          what: 'Episodes that an operator answered',
        }),
        distributionTable('CLOSURE', 'Until closed', {
          width: 12,
          filters,
          what: 'Closed episodes with a known start',
        }),
      ],
    },
    {
      ...{ title: 'Averages, and how many samples there are', height: 9, isCollapsed: true },
      panels: [
        measuresOverTime(['firstResponseSecondsAvg', 'firstAnswerSecondsAvg', 'replySecondsAvg'], {
          ...{ title: 'Average times of answers', width: 8, filters },
        }),
        measuresOverTime(['totalWaitSecondsAvg', 'closureSecondsAvg'], {
          ...{ title: 'Average times of whole contacts', width: 8, filters },
        }),
        measuresOverTime(['firstResponses', 'firstAnswers', 'replies', 'totalWaits', 'closures'], {
          ...{ title: 'Samples', width: 8, filters },
        }),
      ],
    },
    {
      // As many lines of the grid as 24 hours take.
      ...{ title: 'Hours of the week', height: 26 },
      panels: [
        weekHeatmap({
          title: 'Contacts',
          description:
            'Started episodes per such hour of the range: a Monday at 9 that occurred four times and had eight starts shows 2. Hours follow the local calendar of the dashboard.',
          value: ['episodesPerOccurrence', 'Contacts'],
          settings: { unit: 'none', decimals: 1, color: { mode: 'continuous-blues' } },
          steps: neutralSteps(),
          filters,
        }),
        weekHeatmap({
          title: 'First response, P90',
          description:
            "Nine in ten visitors whose first message came in such an hour of the range had an operator's answer within this time. Hours follow the local calendar of the dashboard.",
          value: ['firstResponseSecondsP90', 'First response'],
          settings: { unit: 's', decimals: 0 },
          steps: stepsOf(measureOf('firstResponseSecondsP90')),
          filters,
        }),
      ],
    },
  ],
};
