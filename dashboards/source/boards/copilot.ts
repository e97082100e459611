import type { DashboardDraft } from '../model/dashboard';
import { linkTo } from '../model/links';
import { ACCOUNT, API, COMPARE, HOURS, OPERATOR, PAGE, SERVICE, TEAM } from '../model/variables';
import { measureTable } from '../panels/measure-table';
import { measureStat } from '../panels/stat-panel';
import { comparedOverTime, measuresOverTime } from '../panels/time-series-panel';
import type { Filters } from '../model/arguments';

// Not with or without the copilot: it would be 100 % or nothing.
const filters: Filters = ['account', 'operator', 'team', 'page', 'hours'];
const OUTCOMES = ['copilotResolved', 'copilotHandedOff', 'copilotAbandoned', 'copilotPending'] as const;
const RATES = ['copilotResolutionRate', 'copilotDurableResolutionRate', 'copilotInvolvementRate'] as const;
const VOLUME = ['copilotEligible', 'copilotSilent', 'copilotEpisodes', 'messagesCopilot'] as const;
const COLORS = {
  copilotResolved: 'green',
  copilotHandedOff: 'blue',
  copilotAbandoned: 'red',
  copilotPending: 'text',
};

export const COPILOT_BOARD: DashboardDraft = {
  uid: 'signalzen-copilot',
  title: 'SignalZen: Copilot',
  description: 'What the copilot takes off the team: how often it takes part, and how its episodes end.',
  ...{
    from: 'now-30d/d',
    refresh: '5m',
    variables: [API, ACCOUNT, OPERATOR, TEAM, PAGE, HOURS, COMPARE, SERVICE],
  },
  rows: [
    {
      ...{ title: 'At a glance', height: 5 },
      panels: [
        ...RATES.map((name) => measureStat(name, filters, { width: 8 })),
        ...VOLUME.map((name) => measureStat(name, filters, { width: 6 })),
        ...OUTCOMES.map((name) => measureStat(name, filters, { width: 6 })),
      ],
    },
    {
      ...{ title: 'Over time', height: 9 },
      panels: [
        measuresOverTime(OUTCOMES, {
          title: 'Outcomes',
          width: 12,
          filters,
          isStacked: true,
          colors: COLORS,
          note: 'The four always add up to the episodes of the copilot.',
        }),
        comparedOverTime('copilotResolutionRate', { title: 'Resolved by the copilot', width: 12, filters }),
        comparedOverTime('copilotDurableResolutionRate', { title: 'Resolved for good', width: 12, filters }),
        comparedOverTime('copilotInvolvementRate', { title: 'With the copilot', width: 12, filters }),
        measuresOverTime(['copilotEnabledEvents', 'copilotDisabledEvents'], {
          title: 'Switched on and off',
          width: 24,
          filters,
        }),
      ],
    },
    {
      ...{ title: 'Where', height: 10 },
      panels: [
        measureTable({
          ...{ title: 'By page', groupBy: 'PAGE', filters, links: [linkTo('signalzen-pages', 'Pages')] },
          measures: ['copilotEpisodes', 'copilotInvolvementRate', 'copilotResolutionRate', ...OUTCOMES],
        }),
      ],
    },
  ],
};
