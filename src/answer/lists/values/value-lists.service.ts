import { Inject, Injectable } from '@nestjs/common';
import type { Bounds } from '../../../platform/access/caller';
import { ClickHouse } from '../../../platform/clickhouse/clickhouse';
import { operatorOfAccount } from '../../../platform/config/operator-choice';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import { requireRange } from '../../measures/calendar/time-range';
import type { TimeRange } from '../../measures/calendar/time-range';
import { requireListPage } from '../../measures/list-page';
import { AccountList } from './account-list';
import { accountsWithin, membersWithin } from '../../measures/stats/list-bounds';
import type { OperatorName } from '../../measures/stats/operator-names';

/** A value to filter by, and what people call it. */
export interface NamedText {
  readonly value: string;
  readonly label: string;
}

/** An operator to filter by. */
export interface NamedOperator extends NamedText {
  readonly account: string;
}

/** What there is to filter and to group by. */
@Injectable()
export class ValueListsService {
  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly accountList: AccountList,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /**
   * Operators with anything on the days (UTC) of a range, by account and id. Where there are several accounts, values
   * tell theirs. The labels of people who are called the same tell their value as well: a menu shows nothing else.
   */
  async operators(range: TimeRange, bounds: Bounds): Promise<NamedOperator[]> {
    const [operators, accounts] = await Promise.all([
      this.clickhouse.query<OperatorName>('queries/operators', {
        ...rangeOf(range),
        ...this.within(bounds),
      }),
      this.accountList.names(),
    ]);
    const people = new Map<string, number>();
    for (const { name } of operators) people.set(name, (people.get(name) ?? 0) + 1);
    return operators.map(({ account, operator, name }) => {
      // An id that holds a colon could be taken for one with its account.
      const isTold = accounts.length > 1 || operator.includes(':');
      const value = isTold ? operatorOfAccount(account, operator) : operator;
      return { account, value, label: people.get(name) === 1 ? name : `${name} (${value})` };
    });
  }

  /** The pages on which most episodes started, by name. */
  async pages(range: TimeRange, limit: number, bounds: Bounds): Promise<NamedText[]> {
    requireListPage({ limit, offset: 0 });
    const parameters = { ...rangeOf(range), ...this.within(bounds), limit };
    return byValue(await this.clickhouse.query<NamedText>('queries/pages', parameters));
  }

  /** By name. */
  attributeNames(bounds: Bounds): Promise<NamedText[]> {
    return this.clickhouse.query<NamedText>('queries/attribute_names', this.within(bounds));
  }

  /** The values that most episodes have, by name. */
  async attributeValues(name: string, limit: number, bounds: Bounds): Promise<NamedText[]> {
    requireListPage({ limit, offset: 0 });
    const parameters = { ...this.within(bounds), name, limit };
    return byValue(await this.clickhouse.query<NamedText>('queries/attribute_values', parameters));
  }

  private within(bounds: Bounds): { accounts: readonly string[]; members: readonly string[] } {
    return {
      accounts: accountsWithin([], bounds),
      members: membersWithin(bounds, this.rules.current.teams),
    };
  }
}

function rangeOf(range: TimeRange): { from: Date; to: Date } {
  requireRange(range);
  return { from: new Date(range.from), to: new Date(range.to) };
}

function byValue(values: readonly NamedText[]): NamedText[] {
  return values.toSorted((one, other) => Buffer.compare(Buffer.from(one.value), Buffer.from(other.value)));
}
