import { Inject, Injectable } from '@nestjs/common';
import type { Bounds } from '../../../platform/access/caller';
import type { SqlParameters } from '../../../platform/clickhouse/sql-parameters';
import { SqlFiles } from '../../../platform/clickhouse/sql-files';
import { operatorOfAccount } from '../../../platform/config/operator-choice';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import { requireRange } from '../../measures/calendar/time-range';
import type { TimeRange } from '../../measures/calendar/time-range';
import { requireListPage } from '../../measures/list-page';
import { AccountList } from './account-list';
import { compileStats } from '../../measures/stats/compile-stats';
import { NO_FILTER } from '../../measures/stats/dimensions';
import type { Grouping } from '../../measures/stats/dimensions';
import { withSummedFacets } from '../../measures/stats/facet-days';
import { accountsWithin, membersWithin } from '../../measures/stats/list-bounds';
import { Asking } from '../../shards/asking';
import type { OF_VALUES } from '../../shards/statements';
import { frequentOf, mostFrequent } from './most-frequent';
import type { ValueCount } from './most-frequent';
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
  private readonly sqlFiles = new SqlFiles();

  constructor(
    private readonly asking: Asking,
    private readonly accountList: AccountList,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /**
   * Operators with anything on the days (UTC) of a range, by account and id. Where there are several accounts, values
   * tell theirs. The labels of people who are called the same tell their value as well: a menu shows nothing else.
   */
  async operators(range: TimeRange, bounds: Bounds): Promise<NamedOperator[]> {
    const within = this.within(bounds);
    const [operators, areSeveral] = await Promise.all([
      this.asking.query<OperatorName>('queries/operators', within.accounts, {
        ...rangeOf(range),
        ...within,
      }),
      this.accountList.areSeveral(),
    ]);
    const people = new Map<string, number>();
    for (const { name } of operators) people.set(name, (people.get(name) ?? 0) + 1);
    return operators.map(({ account, operator, name }) => {
      // An id that holds a colon could be taken for one with its account.
      const isTold = areSeveral || operator.includes(':');
      const value = isTold ? operatorOfAccount(account, operator) : operator;
      return { account, value, label: people.get(name) === 1 ? name : `${name} (${value})` };
    });
  }

  /** The pages on which most episodes started, by name. */
  async pages(range: TimeRange, limit: number, bounds: Bounds): Promise<NamedText[]> {
    requireListPage({ limit, offset: 0 });
    const within = this.within(bounds);
    if (within.members.length === 0) return this.pagesOf(range, within.accounts, limit);
    const parameters = { ...rangeOf(range), ...within };
    return this.valuesOf('queries/episodes_by_page', parameters, limit);
  }

  /** From the sums of whole days where there are any: the range may be of years. */
  private async pagesOf(range: TimeRange, accounts: readonly string[], limit: number): Promise<NamedText[]> {
    requireRange(range);
    const filter = { ...NO_FILTER, accounts };
    const grouping: Grouping = { groupBy: ['PAGE'], attribute: undefined, filter, teams: new Map() };
    const asked = { ...grouping, ...range, edges: [range.from, range.to], percents: [] };
    const found = await mostFrequent(
      (wanted) =>
        this.asking.each(accounts, ({ clickhouse }) =>
          withSummedFacets(clickhouse, grouping, (facetDays) => {
            const { sql, parameters } = compileStats({ ...asked, kinds: ['episode_started'], facetDays });
            const counts = `SELECT page AS value, facts AS episodes FROM (\n${sql}\n) WHERE page != ''`;
            const frequent = frequentOf({ sql: counts, parameters }, wanted);
            return clickhouse.queryText<ValueCount>(frequent.sql, frequent.parameters, 'pages');
          }),
        ),
      limit,
    );
    return byValue(found);
  }

  /** By name. */
  attributeNames(bounds: Bounds): Promise<NamedText[]> {
    const within = this.within(bounds);
    return this.asking.query<NamedText>('queries/attribute_names', within.accounts, within);
  }

  /** The values that most episodes have, by name. */
  async attributeValues(name: string, limit: number, bounds: Bounds): Promise<NamedText[]> {
    requireListPage({ limit, offset: 0 });
    return this.valuesOf('queries/episodes_by_attribute', { ...this.within(bounds), name }, limit);
  }

  private async valuesOf(
    statement: (typeof OF_VALUES)[number],
    parameters: SqlParameters & { readonly accounts: readonly string[] },
    limit: number,
  ): Promise<NamedText[]> {
    const counts = { sql: this.sqlFiles.statement(statement), parameters };
    const found = await mostFrequent((wanted) => {
      const frequent = frequentOf(counts, wanted);
      return this.asking.each(parameters.accounts, ({ clickhouse }) =>
        clickhouse.queryText<ValueCount>(frequent.sql, frequent.parameters, statement),
      );
    }, limit);
    return byValue(found);
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

function byValue(values: readonly string[]): NamedText[] {
  const ascending = values.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  return ascending.map((value) => ({ value, label: value }));
}
