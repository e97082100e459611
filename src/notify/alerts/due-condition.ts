import type { AlertCondition, AlertRules } from '../../platform/rules/alert-rules';
import type { Waiting } from '../../answer/measures/live/live.service';
import { lengthText } from '../notices/length-text';
import { soIf } from './finding';
import type { Finding, PageLinks } from './finding';
import { chatFigure, chatLinks, isOf, MAX_NAMED, namedChats } from './waiting-condition';
import type { WhoWaits } from './waiting-condition';

type Condition = Extract<AlertCondition, { kind: 'due' }>;

/** One who waits, with the first of the chosen targets that can still be kept. */
interface Due {
  readonly one: Waiting;
  readonly target: string;
  readonly leftMs: number;
}

/**
 * Who waits and will have waited beyond a target soon. A target that was breached already is none of them: it is too
 * late. Of several that are due, the first is told.
 */
export function findDue(
  alert: AlertRules,
  { withinMs, targets, moreThan }: Condition,
  { waiting, teamsOf }: WhoWaits,
  now: number,
  links: PageLinks,
): Finding {
  const firstDueOf = (one: Waiting): Due[] =>
    [...one.dues]
      .map(([target, at]) => ({ one, target, leftMs: at.getTime() - now }))
      .filter(({ leftMs }) => leftMs > 0 && leftMs <= withinMs)
      .filter(({ target }) => targets.length === 0 || targets.includes(target))
      .sort((a, b) => a.leftMs - b.leftMs || (a.target < b.target ? -1 : 1))
      .slice(0, 1);
  const due = waiting
    .filter((one) => isOf(alert, one, teamsOf))
    .flatMap(firstDueOf)
    .sort((a, b) => a.leftMs - b.leftMs);
  const limit = lengthText(withinMs);
  const chats = due.map(({ one }) => one);
  return {
    about: '',
    found: soIf(due.length > moreThan),
    say: () => ({
      title:
        due.length === 1
          ? `1 contact breaches a target within ${limit}, unless somebody answers`
          : `${due.length} contacts breach a target within ${limit}, unless somebody answers`,
      titleWhenOver:
        moreThan === 0
          ? `no contact is about to breach a target`
          : `no more than ${moreThan} are about to breach a target`,
      text: due.length > MAX_NAMED ? [`The first ${MAX_NAMED} of ${due.length}:`] : [],
      figures: due.slice(0, MAX_NAMED).map(({ one, target, leftMs }) => {
        const { note, ...figure } = chatFigure(one, `${lengthText(leftMs)} left`);
        return { ...figure, note: [target, note].filter((part) => part !== '').join(', ') };
      }),
      links: chatLinks(chats, 'The chat that is due first', links),
      data: { due: due.length, withinSeconds: withinMs / 1000, chats: namedChats(chats) },
    }),
  };
}
