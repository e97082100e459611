import { Injectable } from '@nestjs/common';
import type { Turn } from '../../compute/lease/turn';
import { UNBOUNDED } from '../../platform/access/caller';
import type { Bounds } from '../../platform/access/caller';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import type { AlertRules } from '../../platform/rules/alert-rules';
import type { News, StateName } from './alert-state';

/** That an alert came to something else, or told of an event. */
export interface AlertChange {
  readonly rule: string;
  /** Such as an account; of an event: what it was of; empty where the alert is about one thing alone. */
  readonly about: string;
  /** When it was found; of an event: when that was. In milliseconds. */
  readonly at: number;
  readonly state: StateName;
  /** What people were told by it. */
  readonly news: News;
  /** The id of the notice that they were told by; empty: none. */
  readonly notice: string;
  /** `judged`: somebody looked; else the rule was removed from the file, or now looks at something else. */
  readonly why: 'judged' | 'removed' | 'changed';
  /** The figures of then, with the window that they are of. */
  readonly found: Readonly<Record<string, unknown>>;
  /** The rule that was in force, as `AlertRules` has it. */
  readonly ruleThen: Readonly<Record<string, unknown>>;
}

/** A change with the rule that is in force; `undefined`: it is gone. */
export interface NotedChange {
  readonly change: Omit<AlertChange, 'ruleThen'>;
  readonly rule: AlertRules | undefined;
}

/** What an alert said, and how it came to that. */
export interface ExplainedNotice {
  /** What it was about, with the figures of then and the rule. */
  readonly told: readonly AlertChange[];
  /** What became of the same before and since, newest first. */
  readonly history: readonly AlertChange[];
}

interface Row {
  readonly rule: string;
  readonly about: string;
  readonly at_ms: string;
  readonly state: StateName;
  readonly news: string;
  readonly notice: string;
  readonly why: string;
  readonly found: string;
  readonly rule_text: string;
}

/** A parameter of a statement has room for so many. */
const MAX_AT_ONCE = 50;
const MAX_TOLD = 1_000;
const MAX_HISTORY = 100;

/** Tells later what alerts found, when, and by which rule. Kept for 400 days. */
@Injectable()
export class AlertHistory {
  constructor(private readonly clickhouse: ClickHouse) {}

  /** Noting the same twice notes it once. */
  async put(turn: Pick<Turn, 'command'>, all: readonly NotedChange[]): Promise<void> {
    for (let first = 0; first < all.length; first += MAX_AT_ONCE) {
      const some = all.slice(first, first + MAX_AT_ONCE);
      await turn.command('notify/put_history', {
        rules: some.map(({ change }) => change.rule),
        abouts: some.map(({ change }) => change.about),
        at_ms: some.map(({ change }) => change.at),
        states: some.map(({ change }) => change.state),
        news: some.map(({ change }) => change.news ?? ''),
        notices: some.map(({ change }) => change.notice),
        whys: some.map(({ change: { why } }) => (why === 'judged' ? '' : why)),
        found: some.map(({ change }) => JSON.stringify(change.found)),
        rule_texts: some.map(({ rule }) => JSON.stringify(rule ?? {})),
      });
    }
  }

  /**
   * What alerts came to, newest first.
   * @param asked of a rule, or of one thing that it is about; without either of all
   * @param bounds nothing is told of what is beyond them
   */
  of(
    asked: { readonly rule?: string; readonly about?: string },
    limit = MAX_HISTORY,
    bounds: Bounds = UNBOUNDED,
  ): Promise<AlertChange[]> {
    return this.read({ ...asked, limit }, bounds);
  }

  /** What a notice said, with what came before and after it. Nothing of one that is of no alert, or is too old. */
  async explain(notice: string, bounds: Bounds = UNBOUNDED): Promise<ExplainedNotice> {
    const told = await this.read({ notice, limit: MAX_TOLD }, bounds);
    const [first] = told;
    if (first === undefined) return { told, history: [] };
    const isOne = told.every(({ about }) => about === first.about);
    const asked = { rule: first.rule, ...(isOne && { about: first.about }) };
    return { told, history: await this.read({ ...asked, limit: MAX_HISTORY }, bounds) };
  }

  private async read(
    asked: {
      readonly rule?: string;
      readonly about?: string;
      readonly notice?: string;
      readonly limit: number;
    },
    { accounts, teams }: Bounds,
  ): Promise<AlertChange[]> {
    const { rule = null, about = null, notice = null, limit } = asked;
    const parameters = { rule, about, notice, limit, accounts, teams };
    const rows = await this.clickhouse.query<Row>('notify/history', parameters);
    return rows.map((row) => ({
      ...{ rule: row.rule, about: row.about, at: Number(row.at_ms), state: row.state, notice: row.notice },
      news: row.news === '' ? undefined : (row.news as Exclude<News, undefined>),
      why: row.why === '' ? 'judged' : (row.why as 'removed' | 'changed'),
      found: JSON.parse(row.found) as AlertChange['found'],
      ruleThen: JSON.parse(row.rule_text) as AlertChange['ruleThen'],
    }));
  }
}
