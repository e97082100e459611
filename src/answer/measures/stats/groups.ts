import { columnName, DIMENSIONS } from './dimensions';
import type { Grouping } from './dimensions';
import { isTeamOverlapping } from './teams';
import type { OperatorNames } from './operator-names';
import type { Group } from './stats-request';
import type { StatsRow } from './stats-sums';

/** A group, and what names it among the rows. */
export interface NamedGroup {
  readonly key: string;
  readonly group: Group;
}

/**
 * The groups that any of the rows belong to, in order; the one nameless group where nothing was grouped.
 * @param names what operators are called, where that is wanted
 */
export function groupsOf(grouping: Grouping, rows: readonly StatsRow[], names?: OperatorNames): NamedGroup[] {
  if (grouping.groupBy.length === 0) return [{ key: '', group: groupOf(grouping, {}) }];
  const groups = new Map(rows.map((row) => [groupKey(grouping, row), row]));
  return [...groups]
    .map(([key, row]) => ({ key, group: groupOf(grouping, row, names) }))
    .sort((one, other) => compareGroups(one.group, other.group));
}

/** What names the group that a row belongs to. */
export function groupKey({ groupBy }: Pick<Grouping, 'groupBy'>, row: StatsRow): string {
  return groupBy.length === 0 ? '' : JSON.stringify(groupBy.map((dimension) => row[columnName(dimension)]));
}

/** The same for the same group, whichever answer it is of. */
export function nameOfGroup({ account, operator, team, page, copilot, attribute }: Group): string {
  return JSON.stringify([account, operator, team, page, copilot, attribute]);
}

function groupOf(
  { groupBy, filter, teams }: Grouping,
  row: Readonly<Record<string, unknown>>,
  names?: OperatorNames,
): Group {
  const value = (dimension: (typeof DIMENSIONS)[number]) =>
    groupBy.includes(dimension) ? row[columnName(dimension)] : undefined;
  const text = (dimension: (typeof DIMENSIONS)[number]) => {
    const given = value(dimension);
    return typeof given === 'string' ? given : null;
  };
  const copilot = value('COPILOT');
  const [account, operator] = [text('ACCOUNT'), text('OPERATOR')];
  const team = text('TEAM');
  return {
    account,
    operator,
    operatorName: account === null || operator === null ? null : (names?.nameOf(account, operator) ?? null),
    team,
    teamOverlaps: team === null ? null : isTeamOverlapping(team, filter.teams, teams),
    page: text('PAGE'),
    copilot: copilot === undefined ? null : copilot === true,
    attribute: text('ATTRIBUTE'),
  };
}

/** Sorts as ClickHouse does. */
export function compareGroups(one: Group, other: Group): number {
  return (
    byCodePoint(one.account, other.account) ||
    byCodePoint(one.operator, other.operator) ||
    byCodePoint(one.team, other.team) ||
    byCodePoint(one.page, other.page) ||
    Number(one.copilot) - Number(other.copilot) ||
    byCodePoint(one.attribute, other.attribute)
  );
}

/** The order in which ClickHouse sorts text: by code point, not by locale. */
function byCodePoint(a: string | null, b: string | null): number {
  return Buffer.compare(Buffer.from(a ?? ''), Buffer.from(b ?? ''));
}
