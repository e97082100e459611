import { getNamedType, isObjectType } from 'graphql';
import type { FieldNode, GraphQLObjectType } from 'graphql';
import type { Bounds, Caller } from '../../../platform/access/caller';
import { Forbidden, requireScopes } from '../../../platform/access/forbidden';
import type { Requirement } from '../../../platform/access/forbidden';
import type { Scope } from '../../../platform/access/scopes';
import { requireNarrowed } from '../../access/narrowed-by';
import { resolveRange, UTC } from '../../measures/calendar/range-input';
import type { RangeInput } from '../../measures/calendar/range-input';
import { requireNow, requireWithin } from '../../measures/stats/bound-range';
import type { RangeAsked } from '../../measures/stats/bound-range';
import { requireDaysBefore } from '../../measures/stats/stats-input';
import { requirementOf } from '../requires';
import type { FieldRequirement } from '../requires';
import { fieldsOf, resolveFields, selectionsOf } from './resolved-fields';
import type { ResolvedField, ResolvedOperation } from './resolved-fields';

/** What is declared of a field that an operation selects. */
interface Declared {
  /** As the schema names it: `stats`, `ChatEvent.text`. */
  readonly what: string;
  readonly requirement: FieldRequirement;
}

/**
 * Makes sure that a caller may have everything that an operation selects, through fragments as well, before anything
 * of it is answered.
 * @returns the scopes that it uses
 * @throws Forbidden, also for a root field that declares nothing; BadInput for a range that is none
 */
export function requireAccess(operation: ResolvedOperation, caller: Caller): ReadonlySet<Scope> {
  const fields = resolveFields(operation, {}).filter(({ name }) => !name.startsWith('__'));
  const declared = fields.flatMap((field) => declaredOf(field, operation));
  const requirements = declared.flatMap(({ what, requirement: { scope } }): Requirement[] =>
    scope === 'any' ? [] : [{ scope, what }],
  );
  requireScopes(caller, requirements);
  for (const { what, requirement } of declared)
    if (requirement.narrowedBy !== undefined) requireNarrowed(what, requirement.narrowedBy, caller.bounds);
  for (const field of fields) requireTimeWithin(field, operation, caller.bounds);
  return new Set(requirements.map(({ scope }) => scope));
}

/** @throws Forbidden for a root field that does not say who may ask for it, and what narrows it */
function declaredOf({ name, nodes, args }: ResolvedField, operation: ResolvedOperation): Declared[] {
  const field = operation.rootType.getFields()[name];
  const requirement = field && requirementOf(field);
  if (field === undefined || requirement?.narrowedBy === undefined)
    throw new Forbidden(`Nothing says who may ask for ${name}.`);
  const type = getNamedType(field.type);
  return [
    { what: name, requirement },
    ...declaredOfArguments(name, requirement, args),
    ...(isObjectType(type) ? declaredWithin(type, nodes, operation) : []),
  ];
}

/** What is needed for the arguments that are given. */
function declaredOfArguments(
  field: string,
  { ofArguments }: FieldRequirement,
  args: ResolvedField['args'],
): Declared[] {
  return Object.entries(ofArguments)
    .filter(([name]) => args[name] != null)
    .map(([name, scope]) => ({
      what: `${field}(${name}:)`,
      requirement: { scope, narrowedBy: undefined, ofArguments: {} },
    }));
}

function declaredWithin(
  type: GraphQLObjectType,
  nodes: readonly FieldNode[],
  operation: ResolvedOperation,
): Declared[] {
  const types = type.getFields();
  return [...fieldsOf(selectionsOf(nodes), operation).values()].flatMap((selected): Declared[] => {
    const field = types[selected[0]?.name.value ?? ''];
    if (field === undefined) return [];
    const requirement = requirementOf(field);
    const own = requirement === undefined ? [] : [{ what: `${type.name}.${field.name}`, requirement }];
    const within = getNamedType(field.type);
    return isObjectType(within) ? [...own, ...declaredWithin(within, selected, operation)] : own;
  });
}

/** @throws Forbidden for a time that the view of the bounds does not show: a field without a range is of now */
function requireTimeWithin(
  { name, args }: ResolvedField,
  operation: ResolvedOperation,
  bounds: Bounds,
): void {
  const field = operation.rootType.getFields()[name];
  if (bounds.view === undefined || field === undefined) return;
  if (requirementOf(field)?.narrowedBy === 'needless') return;
  const defaultOf = (of: string): unknown =>
    field.args.find((argument) => argument.name === of)?.defaultValue;
  // What is null has its default as well.
  const textOf = (of: string): string => String(args[of] ?? defaultOf(of));
  if (!field.args.some((argument) => argument.name === 'from')) {
    requireNow(name, bounds);
    return;
  }
  const zone = 'timezone' in args ? textOf('timezone') : UTC;
  const compare = 'compare' in args ? (textOf('compare') as RangeAsked['compare']) : 'NONE';
  const daysBefore = requireDaysBefore(args['daysBefore'] as number | null | undefined, compare);
  requireWithin({ ...resolveRange(args as object as RangeInput, zone), zone, compare, daysBefore }, bounds);
}
