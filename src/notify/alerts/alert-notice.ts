import { createHash } from 'node:crypto';
import type { AlertRules } from '../../platform/rules/alert-rules';
import type { Notice } from '../notices/notice';
import type { KeptState } from './alert-states';
import type { News } from './alert-state';
import type { Finding } from './finding';

/** Of several things that one alert is about, all of which are told together. */
export interface Told {
  readonly finding: Finding;
  readonly state: KeptState;
}

/** The same for the same news: letters and digits. */
export function noticeId(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** What people are told of an alert. @param all at least one */
export function alertNotice(
  alert: AlertRules,
  news: Exclude<News, undefined>,
  all: readonly Told[],
  at: Date,
): Notice {
  const [first] = all;
  if (first === undefined) throw new RangeError('there must be something to tell');
  const isFiring = news === 'firing';
  const titles = all.map(({ finding }) => (isFiring ? finding.title : finding.titleWhenOver));
  const rest = all.length === 1 ? '' : `, and ${all.length - 1} more`;
  return {
    id: noticeId(
      alert.name,
      news,
      ...all.map(({ state }) => `${state.about}/${state.firing || state.since}`),
    ),
    type: isFiring ? 'alert.firing' : news === 'resolved' ? 'alert.resolved' : 'alert.error',
    at,
    about: { accounts: alert.accounts, teams: alert.teams },
    severity: alert.severity,
    title: `${titles[0] ?? ''}${rest}`,
    text: [
      ...(all.length === 1 ? [] : titles),
      ...(isFiring ? first.finding.text : []),
      ...(isFiring && alert.runbook !== undefined ? [`What to do: ${alert.runbook}`] : []),
    ],
    figures: isFiring ? all.flatMap(({ finding }) => finding.figures) : [],
    links: first.finding.links,
    data: {
      rule: alert.name,
      condition: alert.condition,
      about: all.map(({ finding, state }) => ({
        about: finding.about,
        since: new Date(state.since),
        ...finding.data,
      })),
    },
  };
}
