import type { OverviewData } from '../api/overview';
import type { TargetRow, Waiting } from '../api/targets';
import { element, fill } from '../dom/element';
import { count, inUnit, intervalText } from '../format/numbers';
import { operatorLabels } from '../format/operator-value';
import type { Navigation } from '../view/navigation';
import { TARGET_COUNTS } from '../view/target-counts';
import type { TargetCountName } from '../view/target-counts';
import { ALL_EPISODES } from '../view/view';
import { TARGETS } from '../status/consequences';
import { consequencePlace } from './consequence-notes';
import { definition } from './definition';
import { dueWords, standingOf, targetWords } from './target-words';

const COUNTED: readonly TargetCountName[] = ['met', 'breached', 'pending', 'endedEarly'];
const COLUMNS = ['Goal', 'Kept', 'Budget left', ...COUNTED.map((name) => TARGET_COUNTS[name].label)];
const SHOWN_WAITING = 4;
const MEANING = {
  name: 'Targets',
  description:
    'Kept: of what was met or breached, the share that was met. Answers that never came are breaches; what ended before the limit without an answer is in neither. Budget left: of the breaches that the goal allows, the share that is left; below 0 there were more.',
  anchor: 'the start of the episode, of replies of the turn',
};

/** How well the targets of the rules are kept, and who is due next. */
export class TargetsCard {
  readonly root = element('article', { class: 'targets card', hidden: true });
  private readonly due = element('div', { class: 'due' });
  private nameOf = operatorLabels([]);

  constructor(private readonly navigation: Navigation) {}

  show({ targets, operators }: Pick<OverviewData, 'targets' | 'operators'>): void {
    this.nameOf = operatorLabels(operators);
    this.root.hidden = targets.length === 0;
    fill(
      this.root,
      element(
        'header',
        { class: 'card-head' },
        element('h3', {}, 'Targets', definition('Targets', [MEANING])),
      ),
      consequencePlace([TARGETS]),
      element(
        'div',
        { class: 'scroller', tabindex: '0', role: 'region', 'aria-label': 'Targets, a table' },
        element(
          'table',
          {},
          element(
            'thead',
            {},
            element(
              'tr',
              {},
              element('th', { scope: 'col' }, 'Target'),
              ...COLUMNS.map((label) => element('th', { scope: 'col', class: 'number' }, label)),
            ),
          ),
          element('tbody', {}, ...targets.flatMap((target) => this.rows(target))),
        ),
      ),
      this.due,
    );
  }

  /** @param now the service's clock: that of the browser may go wrong */
  showWaiting(waiting: readonly Waiting[], now: number): void {
    const due = waiting
      .flatMap((one) => (one.dueAt === null ? [] : [{ ...one, at: Date.parse(one.dueAt) }]))
      .sort((one, other) => one.at - other.at);
    const hidden = due.length - SHOWN_WAITING;
    fill(
      this.due,
      element('h4', {}, 'Due next'),
      due.length === 0
        ? element('p', { class: 'quiet' }, 'Nobody waits for an answer that a target limits.')
        : element(
            'ol',
            {},
            ...due.slice(0, SHOWN_WAITING).map((one) => this.waitingLine(one, now)),
            hidden > 0 && element('li', { class: 'quiet' }, `and ${count(hidden)} more`),
          ),
    );
  }

  private rows(target: TargetRow): HTMLElement[] {
    const { rate, rateLow, rateHigh, goalRate, errorBudgetLeft, note } = target;
    const standing = standingOf(target);
    const interval = intervalText(rateLow, rateHigh, 'ratio');
    const line = element(
      'tr',
      { 'data-target': target.target },
      element(
        'th',
        { scope: 'row' },
        element('b', {}, target.target),
        element('span', { class: 'quiet target-words' }, targetWords(target)),
      ),
      element('td', { class: 'number' }, inUnit(goalRate, 'ratio')),
      element(
        'td',
        { class: 'number' },
        element('b', {}, inUnit(rate, 'ratio')),
        interval !== '' && element('span', { class: 'quiet', title: 'The 95 % interval' }, ` ${interval} `),
        standing && element('span', { class: `change ${standing.tone}` }, standing.words),
      ),
      element(
        'td',
        { class: errorBudgetLeft !== null && errorBudgetLeft < 0 ? 'number overspent' : 'number' },
        inUnit(errorBudgetLeft, 'ratio').replace('-', '−'),
      ),
      ...COUNTED.map((name) => element('td', { class: 'number' }, this.countLink(target, name))),
    );
    return note === null
      ? [line]
      : [line, element('tr', { class: 'target-note' }, element('td', { colspan: COLUMNS.length + 1 }, note))];
  }

  /** Leads to as many episodes. */
  private countLink({ target, ...counts }: TargetRow, name: TargetCountName): HTMLElement | string {
    if (counts[name] === 0) return '0';
    const { label } = TARGET_COUNTS[name];
    return this.navigation.link(
      count(counts[name]),
      { episodes: { ...ALL_EPISODES, behind: `${name}/${target}` } },
      `${label}, ${target}: ${count(counts[name])} episodes`,
    );
  }

  private waitingLine(
    { account, chatId, at, operator, page }: Waiting & { at: number },
    now: number,
  ): HTMLElement {
    const about = [operator === '' ? '' : this.nameOf(account, operator), page].filter((text) => text !== '');
    return element(
      'li',
      {},
      element('b', { class: at < now ? 'overdue' : undefined }, dueWords(at, now)),
      ' ',
      this.navigation.link(`chat ${chatId}`, { chat: { account, id: chatId } }),
      about.length > 0 && element('span', { class: 'quiet' }, ` ${about.join(' · ')}`),
    );
  }
}
