import type { AlertCondition, AlertRules } from '../../platform/rules/alert-rules';
import type { Waiting } from '../../answer/measures/live/live.service';
import { lengthText } from '../notices/length-text';
import { soIf } from './finding';
import type { Finding, PageLinks } from './finding';
import { chatFigure, chatLinks, isOf, MAX_NAMED, namedChats } from './waiting-condition';
import type { WhoWaits } from './waiting-condition';

type Condition = Extract<AlertCondition, { kind: 'due' }>;

/** Who waits and will have waited beyond a target soon. Whoever has already is none of them: it is too late. */
export function findDue(
  alert: AlertRules,
  { withinMs, targets, moreThan }: Condition,
  { waiting, teamsOf }: WhoWaits,
  now: number,
  links: PageLinks,
): Finding {
  const leftOf = ({ dueAt }: Waiting) => (dueAt === null ? Infinity : dueAt.getTime() - now);
  const due = waiting
    .filter((one) => {
      const isSoon = leftOf(one) > 0 && leftOf(one) <= withinMs;
      const isChosen = targets.length === 0 || targets.includes(one.dueTarget ?? '');
      return isSoon && isChosen && isOf(alert, one, teamsOf);
    })
    .sort((one, other) => leftOf(one) - leftOf(other));
  const limit = lengthText(withinMs);
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
      figures: due.slice(0, MAX_NAMED).map((one) => {
        const { note, ...figure } = chatFigure(one, `${lengthText(leftOf(one))} left`);
        return { ...figure, note: [one.dueTarget ?? '', note].filter((part) => part !== '').join(', ') };
      }),
      links: chatLinks(due, 'The chat that is due first', links),
      data: { due: due.length, withinSeconds: withinMs / 1000, chats: namedChats(due) },
    }),
  };
}
