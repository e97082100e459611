import { getNamedType, isObjectType } from 'graphql';
import type { FieldNode, GraphQLObjectType } from 'graphql';
import type { Caller } from '../../../platform/access/caller';
import { Forbidden, outsideOf, requireScopes } from '../../../platform/access/forbidden';
import type { Requirement } from '../../../platform/access/forbidden';
import { resolveRange, UTC } from '../../measures/calendar/range-input';
import type { RangeInput } from '../../measures/calendar/range-input';
import { requireWithin } from '../../measures/stats/bound-filter';
import { requirementOf } from '../requires';
import type { NarrowedBy } from '../requires';
import { fieldsOf, resolveFields, selectionsOf } from './resolved-fields';
import type { ResolvedField, ResolvedOperation } from './resolved-fields';

/**
 * Makes sure that a caller may have everything that an operation selects, through fragments as well, before anything
 * of it is answered.
 * @throws Forbidden, also for a root field that declares nothing; BadInput for a range that is none
 */
export function requireAccess(operation: ResolvedOperation, caller: Caller): void {
  const fields = resolveFields(operation, {}).filter(({ name }) => !name.startsWith('__'));
  requireScopes(
    caller,
    fields.flatMap((field) => requirementsOf(field, operation)),
  );
  for (const field of fields) requireNarrowed(field, operation, caller);
}

function requirementsOf({ name, nodes }: ResolvedField, operation: ResolvedOperation): Requirement[] {
  const field = operation.queryType.getFields()[name];
  const requirement = field && requirementOf(field);
  if (field === undefined || requirement?.narrowedBy === undefined)
    throw new Forbidden(`Nothing says who may ask for ${name}.`);
  const type = getNamedType(field.type);
  return [
    { scope: requirement.scope, what: name },
    ...(isObjectType(type) ? withinOf(type, nodes, operation) : []),
  ];
}

function withinOf(
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  operation: ResolvedOperation,
): Requirement[] {
  const types = type.getFields();
  return [...fieldsOf(selectionsOf(nodes), operation).values()].flatMap((selected): Requirement[] => {
    const field = types[selected[0]?.name.value ?? ''];
    if (field === undefined) return [];
    const requirement = requirementOf(field);
    const own = requirement ? [{ scope: requirement.scope, what: `${type.name}.${field.name}` }] : [];
    const within = getNamedType(field.type);
    return isObjectType(within) ? [...own, ...withinOf(within, selected, operation)] : own;
  });
}

const NARROWS: Readonly<Record<NarrowedBy, { accounts: boolean; teams: boolean; view: boolean }>> = {
  everything: { accounts: true, teams: true, view: true },
  needless: { accounts: true, teams: true, view: true },
  teams: { accounts: true, teams: true, view: false },
  accounts: { accounts: true, teams: false, view: false },
  nothing: { accounts: false, teams: false, view: false },
};

/** @throws Forbidden where a bound of the caller cannot narrow the field */
function requireNarrowed(
  { name, args }: ResolvedField,
  operation: ResolvedOperation,
  { bounds }: Caller,
): void {
  const field = operation.queryType.getFields()[name];
  const narrows = NARROWS[(field && requirementOf(field)?.narrowedBy) ?? 'nothing'];
  const isBeyond =
    (bounds.accounts.length > 0 && !narrows.accounts) ||
    (bounds.teams.length > 0 && !narrows.teams) ||
    (bounds.view !== undefined && !narrows.view);
  if (isBeyond) throw outsideOf(bounds, `${name}, which cannot be narrowed to that,`);
  if (bounds.view?.range === undefined || args['from'] === undefined || args['to'] === undefined) return;
  const zone = typeof args['timezone'] === 'string' ? args['timezone'] : UTC;
  requireWithin(resolveRange(args as object as RangeInput, zone), bounds);
}
