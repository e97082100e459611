import type { AlertCondition, AlertRules } from '../../platform/rules/alert-rules';
import type { Waiting } from '../../answer/measures/live/live.service';
import { lengthText } from '../notices/length-text';
import type { Finding, PageLinks } from './finding';

/** Named in a notification: more are a list to look at. */
const MAX_NAMED = 5;

type Condition = Extract<AlertCondition, { kind: 'waiting' }>;

export interface WhoWaits {
  /** Everybody, longest first. */
  readonly waiting: readonly Waiting[];
  readonly teamsOf: (account: string, operator: string) => readonly string[];
}

export function findWaiting(
  alert: AlertRules,
  { longerThanMs, clock, moreThan }: Condition,
  { waiting, teamsOf }: WhoWaits,
  links: PageLinks,
): Finding {
  const waitMsOf = ({ waitSeconds, workingWaitSeconds }: Waiting) =>
    1000 * (clock === 'WORKING' ? (workingWaitSeconds ?? waitSeconds) : waitSeconds);
  const late = waiting.filter((one) => isOf(alert, one, teamsOf) && waitMsOf(one) > longerThanMs);
  const longest = Math.max(0, ...late.map(waitMsOf));
  const clockText = clock === 'WORKING' ? ' within working hours' : '';
  const limit = `${lengthText(longerThanMs)}${clockText}`;
  const named = late.slice(0, MAX_NAMED).map((one) => ({
    label: `Chat ${one.chatId} (${one.account})`,
    value: lengthText(waitMsOf(one)),
    note: [one.page === '' ? '' : `from ${one.page}`, one.copilot ? 'with the copilot' : '']
      .filter((part) => part !== '')
      .join(', '),
  }));
  return {
    about: '',
    isSo: late.length > moreThan,
    title:
      late.length === 1
        ? `1 person has waited longer than ${limit}`
        : `${late.length} people have waited longer than ${limit}`,
    titleWhenOver:
      moreThan === 0
        ? `nobody waits longer than ${limit} any more`
        : `no more than ${moreThan} wait longer than ${limit}`,
    text: [
      `The longest wait is ${lengthText(longest)}${clockText}.`,
      ...(late.length > MAX_NAMED ? [`The first ${MAX_NAMED} of ${late.length}:`] : []),
    ],
    figures: named,
    links: [
      ...late
        .slice(0, 1)
        .flatMap(({ link }) => (link === null ? [] : [{ text: 'The longest waiting chat', url: link }])),
      ...links.to('Who waits now', 'view=live'),
    ],
    data: {
      waiting: late.length,
      longestWaitSeconds: Math.round(longest / 1000),
      chats: late.slice(0, MAX_NAMED).map(({ account, chatId }) => ({ account, chatId })),
    },
  };
}

function isOf(
  { accounts, teams, pages, copilot }: AlertRules,
  one: Waiting,
  teamsOf: WhoWaits['teamsOf'],
): boolean {
  const among = (chosen: readonly string[], value: string) => chosen.length === 0 || chosen.includes(value);
  return (
    among(accounts, one.account) &&
    among(pages, one.page) &&
    (copilot === undefined || copilot === one.copilot) &&
    (teams.length === 0 || teamsOf(one.account, one.operator).some((team) => teams.includes(team)))
  );
}
