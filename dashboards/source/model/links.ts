import type { PanelLink } from './panel';

/** The page reads Grafana's range, zone and variables. */
const ON_PAGE = '${service}/?timezone=${__timezone}';

/** What stands at the top right of every dashboard: the others with the same range and choices, and the service. */
export const DASHBOARD_LINKS: readonly object[] = [
  {
    ...{
      type: 'dashboards',
      title: 'SignalZen',
      tags: ['signalzen'],
      asDropdown: true,
      icon: 'external link',
    },
    ...{ includeVars: true, keepTime: true, targetBlank: false, tooltip: '', url: '' },
  },
  {
    ...{ type: 'link', title: 'Page of the service', tags: [], asDropdown: false, icon: 'external link' },
    ...{ includeVars: true, keepTime: true, targetBlank: true, tooltip: '', url: ON_PAGE },
  },
];

/** From a panel to the dashboard that says more, with the same range and choices. */
export function linkTo(uid: string, title: string): PanelLink {
  return { title, url: `/d/${uid}?\${__url_time_range}&\${__all_variables}`, targetBlank: false };
}

/** From a row of a table of operators to the page of the service for that one, with the same range and choices. */
export const OPERATOR_ON_PAGE: PanelLink = {
  title: 'This operator on the page of the service',
  url: `${ON_PAGE}&\${__url_time_range}&\${__all_variables}&operator=\${__data.fields.Account:percentencode}:\${__data.fields.Operator:percentencode}`,
  targetBlank: true,
};
