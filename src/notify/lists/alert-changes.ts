import { Injectable } from '@nestjs/common';
import { BadInput } from '../../answer/measures/bad-input';
import type { ColumnsOf } from '../../answer/measures/columns/column';
import type { Bounds } from '../../platform/access/caller';
import { AlertHistory } from '../alerts/alert-history';
import type { AlertChange } from '../alerts/alert-history';
import { ALERT_STATES } from './alert-list';
import type { ListedAlert } from './alert-list';

const MAX_ROWS = 1_000;

/** What an alert came to at a time, and how. */
export interface ListedChange {
  readonly rule: string;
  readonly about: string;
  readonly at: Date;
  readonly state: ListedAlert['state'];
  readonly news: string | null;
  readonly notice: string | null;
  readonly why: string;
  readonly found: string;
  readonly ruleThen: string;
}

export const CHANGE_COLUMNS: ColumnsOf<ListedChange> = [
  { name: 'rule', type: 'TEXT', isNullable: false },
  {
    name: 'about',
    type: 'TEXT',
    isNullable: false,
    description: 'Such as an account; of an event: of what.',
  },
  {
    name: 'at',
    type: 'TIME',
    isNullable: false,
    description: 'When it was found; of an event: when it was.',
  },
  { name: 'state', type: 'ENUM', values: ALERT_STATES, isNullable: false },
  {
    name: 'news',
    type: 'TEXT',
    isNullable: true,
    description: 'What was to be told: firing, resolved, no_data or error; null: nothing.',
  },
  {
    name: 'notice',
    type: 'ID',
    isNullable: true,
    description: 'That of the notifications by which it was told; null: it was not.',
  },
  {
    name: 'why',
    type: 'TEXT',
    isNullable: false,
    description: 'judged: somebody looked; removed, changed: the rule was.',
  },
  {
    name: 'found',
    type: 'TEXT',
    isNullable: false,
    description: 'The figures of then, and of which time, as JSON.',
  },
  { name: 'ruleThen', type: 'TEXT', isNullable: false, description: 'The rule as it was then, as JSON.' },
];

/** Explains what alerts said. */
@Injectable()
export class AlertChanges {
  constructor(private readonly history: AlertHistory) {}

  /**
   * Newest first, of what tells of nothing beyond the bounds.
   * @param asked what a notice said, with what came before and since; or all of a rule, or of what it is about
   * @throws BadInput
   */
  async of(
    { notice, rule, about }: { readonly notice?: string; readonly rule?: string; readonly about?: string },
    limit: number,
    bounds: Bounds,
  ): Promise<ListedChange[]> {
    if (limit < 1 || limit > MAX_ROWS) throw new BadInput(`limit must be from 1 to ${MAX_ROWS}.`);
    if (about !== undefined && rule === undefined) throw new BadInput('about: say of which rule.');
    const asked = { ...(rule !== undefined && { rule }), ...(about !== undefined && { about }) };
    const changes =
      notice === undefined
        ? await this.history.of(asked, limit, bounds)
        : await this.explained(notice, bounds);
    return changes.slice(0, limit).map(listedOf);
  }

  private async explained(notice: string, bounds: Bounds): Promise<AlertChange[]> {
    const { told, history } = await this.history.explain(notice, bounds);
    const others = history.filter((change) => change.notice !== notice);
    return [...told, ...others].toSorted((one, other) => other.at - one.at);
  }
}

function listedOf({ at, state, news, notice, found, ruleThen, ...change }: AlertChange): ListedChange {
  return {
    ...change,
    at: new Date(at),
    state: state.toUpperCase() as ListedAlert['state'],
    news: news ?? null,
    notice: notice === '' ? null : notice,
    found: JSON.stringify(found),
    ruleThen: JSON.stringify(ruleThen),
  };
}
