import type { Bounds } from '../../../platform/access/caller';
import { outsideOf } from '../../../platform/access/forbidden';
import { operatorOfAccount } from '../../../platform/config/operator-choice';
import { requireTeam } from './teams';
import type { Teams } from './teams';
import { boundList } from './bound-filter';

/** Of no operator: what stands there instead of nobody, since an empty list is for everybody. */
const NOBODY = '';

/**
 * The accounts that a list is asked for, within bounds; none: all.
 * @throws Forbidden for one beyond them
 */
export function accountsWithin(asked: readonly string[], bounds: Bounds): readonly string[] {
  return boundList(asked, bounds.accounts, (name) => outsideOf(bounds, `account ${name}`));
}

/**
 * The members of the teams of some bounds as `<account>:<id>`, or `:<id>` where the id is meant in any account; none:
 * everybody.
 * @throws BadInput for a team that there is no longer
 */
export function membersWithin(bounds: Bounds, teams: Teams): readonly string[] {
  if (bounds.teams.length === 0) return [];
  const members = bounds.teams
    .flatMap((name) => requireTeam(name, teams).operators)
    .map(({ account, id }) => operatorOfAccount(account ?? '', id));
  return members.length === 0 ? [NOBODY] : members;
}

/** Whether anything of an account is within bounds: it is named, and a member of the teams is, or may be, of it. */
export function isAccountWithin(account: string, bounds: Bounds, teams: Teams): boolean {
  if (bounds.accounts.length > 0 && !bounds.accounts.includes(account)) return false;
  if (bounds.teams.length === 0) return true;
  return bounds.teams
    .flatMap((name) => teams.get(name)?.operators ?? [])
    .some((member) => member.account === undefined || member.account === account);
}
