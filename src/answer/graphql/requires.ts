import { Extensions } from '@nestjs/graphql';
import type { GraphQLField } from 'graphql';
import type { Scope } from '../../platform/access/scopes';

/**
 * What bounds narrow the answer of a root field. `everything`: it has a filter, and all of them do. `teams`: accounts
 * and teams. `accounts`: these alone. `nothing`: it is refused to whoever is bound. `needless`: it holds nothing that
 * a bound keeps back. What a bound cannot narrow is refused.
 */
export type NarrowedBy = 'everything' | 'teams' | 'accounts' | 'nothing' | 'needless';

/** What is declared of a field. */
export interface FieldRequirement {
  readonly scope: Scope;
  /** Of root fields. */
  readonly narrowedBy: NarrowedBy | undefined;
}

const KEY = 'requires';

/**
 * Declares which scope a field needs: of a root field also what narrows it, and without a declaration it is refused;
 * of another field what it needs besides.
 */
export function Requires(scope: Scope, narrowedBy?: NarrowedBy): (target: object, key: string) => void {
  const requirement: FieldRequirement = { scope, narrowedBy };
  return Extensions({ [KEY]: requirement });
}

export function requirementOf({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>) {
  return extensions[KEY] as FieldRequirement | undefined;
}
