import type { SqlParameter } from '../../../platform/clickhouse/sql-parameters';
import { isAmong, operatorOfAccount } from '../../../platform/config/operator-choice';
import type { OperatorChoice } from '../../../platform/config/operator-choice';
import type { TeamRules } from '../../../platform/rules/rules';
import { BadInput } from '../bad-input';

/** The teams there are, by name. */
export type Teams = ReadonlyMap<string, TeamRules>;

/** Whoever is in no team is in this one. */
export const NO_TEAM = '';

/** A condition on a row's account and operator, and the values of its parameters. */
export interface OperatorCondition {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, readonly string[]>>;
}

/**
 * Those of any account by their ids alone, the others by account and id; `undefined`: nobody is named.
 * @param name what parameters are called by
 */
export function operatorCondition(
  name: string,
  operators: readonly OperatorChoice[],
): OperatorCondition | undefined {
  const anywhere = operators.flatMap(({ account, id }) => (account === undefined ? [id] : []));
  const ofAccounts = operators.flatMap(({ account, id }) => (account === undefined ? [] : [{ account, id }]));
  const byId = `operator IN {${name}s: Array(String)}`;
  const byAccount = `(account, operator) IN arrayZip({${name}_accounts: Array(String)}, {${name}_ids: Array(String)})`;
  const parameters = {
    ...(anywhere.length > 0 ? { [`${name}s`]: anywhere } : {}),
    ...(ofAccounts.length > 0
      ? {
          [`${name}_accounts`]: ofAccounts.map(({ account }) => account),
          [`${name}_ids`]: ofAccounts.map(({ id }) => id),
        }
      : {}),
  };
  if (anywhere.length > 0 && ofAccounts.length > 0) return { sql: `(${byId} OR ${byAccount})`, parameters };
  if (anywhere.length > 0) return { sql: byId, parameters };
  return ofAccounts.length > 0 ? { sql: byAccount, parameters } : undefined;
}

/**
 * The condition for whoever is in any of some teams; `undefined`: none is asked for.
 * @throws BadInput for a team that there is not
 */
export function teamCondition(asked: readonly string[], teams: Teams): OperatorCondition | undefined {
  if (asked.length === 0) return undefined;
  const members = asked.flatMap((name) => (name === NO_TEAM ? [] : requireTeam(name, teams).operators));
  const inTeams = operatorCondition('team_member', members) ?? { sql: 'false', parameters: {} };
  if (!asked.includes(NO_TEAM)) return inTeams;
  const everyone = operatorCondition(
    'any_member',
    [...teams.values()].flatMap(({ operators }) => operators),
  );
  if (everyone === undefined) return { sql: 'true', parameters: {} };
  return {
    sql: `(${inTeams.sql} OR NOT ${everyone.sql})`,
    parameters: { ...inTeams.parameters, ...everyone.parameters },
  };
}

/** @throws BadInput for a team that there is not */
export function requireTeam(name: string, teams: Teams): TeamRules {
  const team = teams.get(name);
  if (team !== undefined) return team;
  const there = teams.size === 0 ? 'the rules name none' : `there is ${[...teams.keys()].join(', ')}`;
  throw new BadInput(`teams: there is no team ${JSON.stringify(name.slice(0, 100))}: ${there}.`);
}

/** In which teams a row's operator is: a number for each combination of them that there is, and their names. */
export interface TeamCombinations {
  /** The number, of the columns `account` and `operator`. */
  readonly number: string;
  /** @returns their names, '' for none, each making a row of its own; of such a number */
  readonly namesOf: (number: string) => string;
  readonly parameters: Readonly<Record<string, SqlParameter>>;
}

/** A part of a statement that is a number, and the values of its parameters. */
interface NumberInSql {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, SqlParameter>>;
}

/** An operator of one account. */
interface Pair {
  readonly account: string;
  readonly id: string;
}

/** @param shown of these teams only; empty: of all */
export function teamCombinations(shown: readonly string[], teams: Teams): TeamCombinations {
  const combinations = [[NO_TEAM]];
  const numberOf = (names: readonly string[]): number => {
    const known = combinations.findIndex((one) => one.join('\n') === names.join('\n'));
    return known === -1 ? combinations.push([...names]) - 1 : known;
  };
  const members = [...teams.values()]
    .filter(({ name }) => shown.length === 0 || shown.includes(name))
    .flatMap(({ name, operators }) => operators.map(({ account, id }) => ({ name, account, id })));
  const anywhere = new Map<string, string[]>();
  for (const { name, account, id } of members) {
    if (account === undefined) anywhere.set(id, [...(anywhere.get(id) ?? []), name]);
  }
  const ofAccounts = new Map<string, { readonly pair: Pair; readonly names: readonly string[] }>();
  for (const { name, account, id } of members) {
    if (account === undefined) continue;
    const key = operatorOfAccount(account, id);
    const names = ofAccounts.get(key)?.names ?? anywhere.get(id) ?? [];
    ofAccounts.set(key, { pair: { account, id }, names: [...names, name] });
  }
  const numbersOf = (found: readonly (readonly string[])[]) =>
    found.map((names) => numberOf([...new Set(names)].sort()));
  const byId = numberOfId([...anywhere.keys()], numbersOf([...anywhere.values()]));
  const pairs = [...ofAccounts.values()];
  const byPair = numberOfPair(
    pairs.map(({ pair }) => pair),
    numbersOf(pairs.map(({ names }) => names)),
    byId.sql,
  );
  return {
    number: `toUInt16(${byPair.sql})`,
    namesOf: (number) => `arrayJoin({team_names: Array(Array(String))}[1 + ${number}])`,
    parameters: { ...byId.parameters, ...byPair.parameters, team_names: combinations },
  };
}

/** Numbers of operators of any account. */
function numberOfId(ids: readonly string[], numbers: readonly number[]): NumberInSql {
  if (ids.length === 0) return { sql: '0', parameters: {} };
  const sql = 'transform(operator, {team_ids: Array(String)}, {team_id_numbers: Array(UInt16)}, 0)';
  return { sql, parameters: { team_ids: ids, team_id_numbers: numbers } };
}

/**
 * Numbers of operators of an account. Each pair is a number itself, of a place for the account and one for the
 * operator: ClickHouse looks up either once for all rows that have it, and to put the texts together for each row takes
 * longer than to add the row up.
 */
function numberOfPair(pairs: readonly Pair[], numbers: readonly number[], otherwise: string): NumberInSql {
  if (pairs.length === 0) return { sql: otherwise, parameters: {} };
  const ids = [...new Set(pairs.map(({ id }) => id))];
  const accounts = [...new Set(pairs.map(({ account }) => account))];
  const idPlace = new Map(ids.map((id, index) => [id, 1 + index]));
  const accountPlace = new Map(accounts.map((account, index) => [account, (1 + index) * (1 + ids.length)]));
  const account =
    'transform(account, {team_accounts: Array(String)}, {team_account_places: Array(UInt64)}, 0)';
  const operator =
    'transform(operator, {team_operators: Array(String)}, {team_operator_places: Array(UInt64)}, 0)';
  return {
    sql: `transform(${account} + ${operator}, {team_pairs: Array(UInt64)}, {team_pair_numbers: Array(UInt16)}, ${otherwise})`,
    parameters: {
      team_accounts: accounts,
      team_account_places: [...accountPlace.values()],
      team_operators: ids,
      team_operator_places: [...idPlace.values()],
      team_pairs: pairs.map(({ account, id }) => (accountPlace.get(account) ?? 0) + (idPlace.get(id) ?? 0)),
      team_pair_numbers: numbers,
    },
  };
}

/** Tells the teams of operators, by name. Who is in none has none. */
export function teamLookup(teams: Teams): (account: string, operator: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (account, operator) => {
    const key = operatorOfAccount(account, operator);
    const found =
      known.get(key) ??
      [...teams.values()]
        .filter(({ operators }) => isAmong(operators, account, operator))
        .map(({ name }) => name)
        .sort();
    known.set(key, found);
    return found;
  };
}

/** Whether anybody of a team is in another team as well, so that the figures of teams add up to more than the whole. */
export function isTeamOverlapping(name: string, shown: readonly string[], teams: Teams): boolean {
  const own = teams.get(name)?.operators ?? [];
  return [...teams.values()].some(
    (other) =>
      other.name !== name &&
      (shown.length === 0 || shown.includes(other.name)) &&
      other.operators.some(({ account, id }) =>
        account === undefined ? own.some((one) => one.id === id) : isAmong(own, account, id),
      ),
  );
}
