import { Extensions } from '@nestjs/graphql';
import type { GraphQLField } from 'graphql';
import type { Scope } from '../../platform/access/scopes';
import type { NarrowedBy } from '../access/narrowed-by';

/** What is declared of a field. */
export interface FieldRequirement {
  /** `any`: who has any, or none, may ask for it. */
  readonly scope: Scope | 'any';
  /** Of every root field, and of others that a bound keeps back. */
  readonly narrowedBy: NarrowedBy | undefined;
  /** What some of its arguments need besides, where they are given. */
  readonly ofArguments: Readonly<Record<string, Scope>>;
}

const KEY = 'requires';

/**
 * Declares which scope a field needs: of a root field also what narrows it, and without a declaration it is refused;
 * of another field what it needs besides.
 */
export function Requires(
  scope: Scope | 'any',
  narrowedBy?: NarrowedBy,
  ofArguments: Readonly<Record<string, Scope>> = {},
): (target: object, key: string) => void {
  const requirement: FieldRequirement = { scope, narrowedBy, ofArguments };
  return Extensions({ [KEY]: requirement });
}

export function requirementOf({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>) {
  return extensions[KEY] as FieldRequirement | undefined;
}
