import { createHash } from 'node:crypto';
import { UNBOUNDED } from '../../platform/access/caller';
import type { Caller } from '../../platform/access/caller';
import { ruleOfGroups } from '../../platform/rules/access-rules';
import type { AccessRules } from '../../platform/rules/access-rules';

const ID_DIGITS = 16;

/** Somebody at a browser, who signed in or for whom a proxy vouches. */
export interface Person {
  readonly caller: Caller;
  /** What people call him: personal data, for himself alone. */
  readonly displayName: string;
  /** Of his session; `undefined`: a proxy vouches for him. */
  readonly sessionId: string | undefined;
}

/**
 * What stands for a person in logs and in the audit, always the same, and from which nobody can read who it is. A
 * person is an issuer and its name of him: never an address, which may be given to somebody else.
 */
export function personId(issuer: string, subject: string): string {
  const named = JSON.stringify([issuer, subject]);
  return createHash('sha256').update(named).digest('hex').slice(0, ID_DIGITS);
}

/** What a person may by the rules of now: without a group that they name, nothing. */
export function callerOfGroups(
  { kind, id }: { readonly kind: 'session' | 'proxy'; readonly id: string },
  groups: readonly string[],
  rules: AccessRules,
): Caller {
  const rule = ruleOfGroups(rules, groups);
  return {
    ...{ kind, id, name: `person ${id}` },
    scopes: new Set(rule?.scopes ?? []),
    bounds: rule === undefined ? UNBOUNDED : { accounts: rule.accounts, teams: rule.teams, view: undefined },
  };
}

/** As a header or a claim has it: for showing, without what would change a line or a page. */
export function shownName(text: string): string {
  return text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 100);
}
