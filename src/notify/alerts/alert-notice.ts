import type { AlertRules } from '../../platform/rules/alert-rules';
import type { Notice, NoticeType } from '../notices/notice';
import { noticeId } from '../notices/notice-id';
import type { News } from './alert-state';
import type { KeptState } from './alert-states';
import type { Said } from './finding';

export type SomeNews = Exclude<News, undefined>;

/** Of several things that one alert is about, all of which are told together. */
export interface Told {
  readonly state: KeptState;
  readonly said: Said;
}

const TYPES: Readonly<Record<SomeNews, NoticeType>> = {
  firing: 'alert.firing',
  resolved: 'alert.resolved',
  no_data: 'alert.no_data',
  error: 'alert.error',
};

/** What people are told of an alert. @param all at least one */
export function alertNotice(alert: AlertRules, news: SomeNews, all: readonly Told[], at: Date): Notice {
  const [first] = all;
  if (first === undefined) throw new RangeError('there must be something to tell');
  const isFiring = news === 'firing';
  const titles = all.map(({ said }) => titleOf(said, news));
  const rest = all.length === 1 ? '' : `, and ${all.length - 1} more`;
  return {
    id: noticeId(
      alert.name,
      news,
      ...all.map(({ state }) => `${state.about}/${state.firing || state.since}`),
    ),
    type: TYPES[news],
    at,
    about: { accounts: alert.accounts, teams: alert.teams },
    severity: alert.severity,
    title: `${titles[0] ?? ''}${rest}`,
    text: [
      ...(all.length === 1 ? [] : titles),
      ...(isFiring ? first.said.text : []),
      ...(isFiring && alert.runbook !== undefined ? [`What to do: ${alert.runbook}`] : []),
    ],
    figures: isFiring ? all.flatMap(({ said }) => said.figures) : [],
    links: first.said.links,
    data: {
      rule: alert.name,
      condition: alert.condition,
      about: all.map(({ said, state }) => ({
        about: state.about,
        since: new Date(state.since),
        firing: state.firing,
        ...said.data,
      })),
    },
  };
}

function titleOf(said: Said, news: SomeNews): string {
  if (news === 'resolved') return said.titleWhenOver;
  return news === 'no_data' ? (said.titleWithoutData ?? said.titleWhenOver) : said.title;
}
