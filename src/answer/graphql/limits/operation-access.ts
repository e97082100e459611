import { getNamedType, isObjectType } from 'graphql';
import type { FieldNode, GraphQLObjectType } from 'graphql';
import type { Caller } from '../../../platform/access/caller';
import { Forbidden, requireScopes } from '../../../platform/access/forbidden';
import type { Requirement } from '../../../platform/access/forbidden';
import type { Scope } from '../../../platform/access/scopes';
import { requireNarrowed } from '../../access/narrowed-by';
import { resolveRange, UTC } from '../../measures/calendar/range-input';
import type { RangeInput } from '../../measures/calendar/range-input';
import { requireWithin } from '../../measures/stats/bound-filter';
import { requirementOf } from '../requires';
import type { FieldRequirement } from '../requires';
import { fieldsOf, resolveFields, selectionsOf } from './resolved-fields';
import type { ResolvedField, ResolvedOperation } from './resolved-fields';

/**
 * Makes sure that a caller may have everything that an operation selects, through fragments as well, before anything
 * of it is answered.
 * @returns the scopes that it uses
 * @throws Forbidden, also for a root field that declares nothing; BadInput for a range that is none
 */
export function requireAccess(operation: ResolvedOperation, caller: Caller): ReadonlySet<Scope> {
  const fields = resolveFields(operation, {}).filter(({ name }) => !name.startsWith('__'));
  const requirements = fields.flatMap((field) => requirementsOf(field, operation));
  requireScopes(caller, requirements);
  for (const field of fields) requireFieldNarrowed(field, operation, caller);
  return new Set(requirements.map(({ scope }) => scope));
}

function requirementsOf({ name, nodes }: ResolvedField, operation: ResolvedOperation): Requirement[] {
  const field = operation.queryType.getFields()[name];
  const requirement = field && requirementOf(field);
  if (field === undefined || requirement?.narrowedBy === undefined)
    throw new Forbidden(`Nothing says who may ask for ${name}.`);
  const type = getNamedType(field.type);
  return [...own(requirement, name), ...(isObjectType(type) ? withinOf(type, nodes, operation) : [])];
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
    const needed = own(requirementOf(field), `${type.name}.${field.name}`);
    const within = getNamedType(field.type);
    return isObjectType(within) ? [...needed, ...withinOf(within, selected, operation)] : needed;
  });
}

function own(requirement: FieldRequirement | undefined, what: string): Requirement[] {
  return requirement === undefined || requirement.scope === 'any' ? [] : [{ scope: requirement.scope, what }];
}

/** @throws Forbidden where a bound of the caller cannot narrow the field */
function requireFieldNarrowed(
  { name, args }: ResolvedField,
  operation: ResolvedOperation,
  { bounds }: Caller,
): void {
  const field = operation.queryType.getFields()[name];
  requireNarrowed(name, (field && requirementOf(field)?.narrowedBy) ?? 'nothing', bounds);
  if (bounds.view?.range === undefined || args['from'] === undefined || args['to'] === undefined) return;
  const zone = typeof args['timezone'] === 'string' ? args['timezone'] : UTC;
  requireWithin(resolveRange(args as object as RangeInput, zone), bounds);
}
