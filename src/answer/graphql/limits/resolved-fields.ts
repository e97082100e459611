import {
  getArgumentValues,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
} from 'graphql';
import type {
  FieldNode,
  FragmentDefinitionNode,
  GraphQLObjectType,
  SelectionNode,
  SelectionSetNode,
} from 'graphql';

/** An operation as it was asked, with the values of its variables. */
export interface ResolvedOperation {
  /** Of queries, or of mutations. */
  readonly rootType: GraphQLObjectType;
  readonly selectionSet: SelectionSetNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A field of an operation's root. */
export interface ResolvedField {
  /** As the schema names it. */
  readonly name: string;
  /** As the answer names it. */
  readonly alias: string;
  /** With the defaults of the schema. */
  readonly args: Readonly<Record<string, unknown>>;
  /** What is asked for of it. */
  readonly nodes: readonly FieldNode[];
  /** How many values each of its rows has in the answer, every alias counted, with those of the lists within. */
  readonly fields: number;
  /** What its rows are asked for, as the schema names it: once for each alias. */
  readonly selected: readonly string[];
}

/**
 * The root fields that an operation asks for, each alias once.
 * @param lengths how many rows the lists within rows have, by the name of their field; 1 where it is no list
 * @throws GraphQLError for arguments that are none
 */
export function resolveFields(
  operation: ResolvedOperation,
  lengths: Readonly<Record<string, number>>,
): ResolvedField[] {
  const types = operation.rootType.getFields();
  return [...fieldsOf([operation.selectionSet], operation)].map(([alias, nodes]) => {
    const [node] = nodes as [FieldNode];
    const field = types[node.name.value];
    const inner = fieldsOf(selectionsOf(nodes), operation);
    return {
      ...{ name: node.name.value, alias, nodes },
      args: field === undefined ? {} : getArgumentValues(field, node, operation.variables),
      fields: valuesOf(inner, operation, lengths),
      selected: [...inner.values()].map(schemaName),
    };
  });
}

function schemaName([node]: readonly FieldNode[]): string {
  return node?.name.value ?? '';
}

/** How many values some fields have in the answer. */
function valuesOf(
  fields: ReadonlyMap<string, readonly FieldNode[]>,
  operation: ResolvedOperation,
  lengths: Readonly<Record<string, number>>,
): number {
  let values = 0;
  for (const nodes of fields.values()) {
    const within = valuesOf(fieldsOf(selectionsOf(nodes), operation), operation, lengths);
    values += 1 + within * (lengths[schemaName(nodes)] ?? 1);
  }
  return values;
}

/** The names in the schema of some fields. */
export function namesOf(fields: ReadonlyMap<string, readonly FieldNode[]>): Set<string> {
  return new Set([...fields.values()].flatMap((nodes) => nodes.map(({ name }) => name.value)));
}

/** What some fields of the same name in the answer select, together. */
export function selectionsOf(nodes: readonly FieldNode[]): SelectionSetNode[] {
  return nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
}

/**
 * The fields of some selections by their names in the answer, through fragments, each of which is gone through once.
 */
export function fieldsOf(
  selections: readonly SelectionSetNode[],
  { fragments, variables }: Pick<ResolvedOperation, 'fragments' | 'variables'>,
): Map<string, FieldNode[]> {
  const found = new Map<string, FieldNode[]>();
  const seen = new Set<string>();
  const collect = (set: SelectionSetNode | undefined): void => {
    for (const node of set?.selections ?? []) {
      if (!isIncluded(node, variables)) continue;
      if (node.kind === Kind.FIELD) {
        const alias = (node.alias ?? node.name).value;
        const nodes = found.get(alias);
        if (nodes === undefined) found.set(alias, [node]);
        else nodes.push(node);
      } else if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet);
      else if (!seen.has(node.name.value)) {
        seen.add(node.name.value);
        collect(fragments[node.name.value]?.selectionSet);
      }
    }
  };
  selections.forEach(collect);
  return found;
}

function isIncluded(node: SelectionNode, variables: ResolvedOperation['variables']): boolean {
  if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.['if'] === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.['if'] !== false;
}
