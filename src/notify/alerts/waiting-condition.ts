import type { AlertCondition, AlertRules } from '../../platform/rules/alert-rules';
import type { Waiting } from '../../answer/measures/live/live.service';
import { lengthText } from '../notices/length-text';
import type { NoticeFigure, NoticeLink } from '../notices/notice';
import { soIf } from './finding';
import type { Finding, PageLinks, Said } from './finding';

/** Named in a notification: more are a list to look at. */
export const MAX_NAMED = 5;

type Condition = Extract<AlertCondition, { kind: 'waiting' }>;

export interface WhoWaits {
  /** Everybody, longest first. */
  readonly waiting: readonly Waiting[];
  readonly teamsOf: (account: string, operator: string) => readonly string[];
}

export function findWaiting(
  alert: AlertRules,
  condition: Condition,
  { waiting, teamsOf }: WhoWaits,
  links: PageLinks,
): Finding {
  const { longerThanMs, clock, moreThan } = condition;
  const waitMsOf = ({ waitSeconds, workingWaitSeconds }: Waiting) =>
    1000 * (clock === 'WORKING' ? (workingWaitSeconds ?? waitSeconds) : waitSeconds);
  const late = waiting.filter((one) => isOf(alert, one, teamsOf) && waitMsOf(one) > longerThanMs);
  return {
    about: '',
    found: soIf(late.length > moreThan),
    say: () => said(condition, late, waitMsOf, links),
  };
}

function said(
  { longerThanMs, clock, moreThan }: Condition,
  late: readonly Waiting[],
  waitMsOf: (one: Waiting) => number,
  links: PageLinks,
): Said {
  const longest = Math.max(0, ...late.map(waitMsOf));
  const clockText = clock === 'WORKING' ? ' within working hours' : '';
  const limit = `${lengthText(longerThanMs)}${clockText}`;
  return {
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
    figures: late.slice(0, MAX_NAMED).map((one) => chatFigure(one, lengthText(waitMsOf(one)))),
    links: chatLinks(late, 'The longest waiting chat', links),
    data: {
      waiting: late.length,
      longestWaitSeconds: Math.round(longest / 1000),
      chats: namedChats(late),
    },
  };
}

/** One who waits, as a line of a notice. */
export function chatFigure({ chatId, account, page, copilot }: Waiting, value: string): NoticeFigure {
  const note = [page === '' ? '' : `from ${page}`, copilot ? 'with the copilot' : ''];
  return {
    ...{ label: `Chat ${chatId} (${account})`, value },
    note: note.filter((part) => part !== '').join(', '),
  };
}

/** @param text of the link to the first of them */
export function chatLinks(all: readonly Waiting[], text: string, links: PageLinks): NoticeLink[] {
  const first = all[0]?.link ?? null;
  return [...(first === null ? [] : [{ text, url: first }]), ...links.to('Who waits now', 'view=live')];
}

export function namedChats(all: readonly Waiting[]): { account: string; chatId: string }[] {
  return all.slice(0, MAX_NAMED).map(({ account, chatId }) => ({ account, chatId }));
}

/** Whether an alert is about one who waits. */
export function isOf(
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
