import { BadInput, ResultTooLarge } from '../../measures/bad-input';
import { MAX_VALUES } from '../../measures/limits/answer-budget';
import { resolveFields } from './resolved-fields';
import type { ResolvedField, ResolvedOperation } from './resolved-fields';
import { bodyFieldsAmong } from './body-fields';
import { introspectionSize } from './introspection-size';
import type { ListLengths } from './introspection-size';
import { LENGTHS_WITHIN, ROW_ESTIMATES } from './row-estimates';

/** The most that one operation may cost: see {@link operationCost}. */
export const MAX_COST = MAX_VALUES;
/** A statement costs the database as much as so many values cost this process. */
const COST_OF_STATEMENT = 10_000;
/** A bucket of time is made, looked up and sent to the database, whatever is shown of it. */
const COST_OF_BUCKET = 4;
/** Nothing else is done while the schema is answered. */
const COST_OF_SCHEMA_VALUE = 10;
const INTROSPECTION = ['__schema', '__type'];

/** What an operation costs. */
export interface OperationCost {
  readonly cost: number;
  /** What it may well cost once it is known how many groups there are. */
  readonly likelyCost: number;
  /** Whether it asks the database for anything. */
  readonly asks: boolean;
  /** How many values of its rows are read in bodies of deliveries. */
  readonly bodyFields: number;
}

interface Part extends OperationCost {
  readonly words: string;
}

/**
 * What an operation costs at least, known before anything is asked: rows times fields, summed up over its root fields,
 * each alias for itself, with the rows of lists within rows; four for each bucket of time that is gone through; and
 * 10,000 for each statement it takes.
 * @throws ResultTooLarge above {@link MAX_COST}; GraphQLError for arguments that are none
 */
export function operationCost(operation: ResolvedOperation, lengths: ListLengths): OperationCost {
  const parts = resolveFields(operation, LENGTHS_WITHIN).map((field) => partOf(field, operation, lengths));
  const sum = (of: (part: Part) => number): number => parts.reduce((all, part) => all + of(part), 0);
  const cost = sum((part) => part.cost);
  if (cost > MAX_COST) throw tooCostly(cost, parts);
  return {
    cost,
    likelyCost: sum((part) => part.likelyCost),
    asks: parts.some(({ asks }) => asks),
    bodyFields: sum(({ bodyFields }) => bodyFields),
  };
}

function partOf(field: ResolvedField, operation: ResolvedOperation, lengths: ListLengths): Part {
  const { name, alias, args, fields, selected, nodes } = field;
  if (INTROSPECTION.includes(name)) {
    const size = introspectionSize(nodes, operation, lengths, MAX_COST / COST_OF_SCHEMA_VALUE);
    return {
      ...withoutDatabase(COST_OF_SCHEMA_VALUE * size),
      words: `${name} of about ${written(size)} values`,
    };
  }
  const estimate = ROW_ESTIMATES.get(name);
  if (estimate === undefined) return { ...withoutDatabase(fields), words: name };
  try {
    const { rows, likelyRows = rows, buckets = 0, statements, haveBodies = false } = estimate(args, selected);
    const base = COST_OF_STATEMENT * statements + COST_OF_BUCKET * buckets;
    const called = alias === name ? name : `${name} "${alias}"`;
    return {
      cost: base + rows * fields,
      likelyCost: base + likelyRows * fields,
      asks: statements > 0,
      bodyFields: haveBodies ? bodyFieldsAmong(selected) : 0,
      words: `${called} of about ${written(Math.max(rows, buckets))} rows of ${fields} fields`,
    };
  } catch (error) {
    // An argument that means nothing: the field itself says so.
    if (error instanceof BadInput) return { ...withoutDatabase(0), asks: true, words: name };
    throw error;
  }
}

function withoutDatabase(cost: number): OperationCost {
  return { cost, likelyCost: cost, asks: false, bodyFields: 0 };
}

function tooCostly(cost: number, parts: readonly Part[]): ResultTooLarge {
  const largest = parts.toSorted((one, other) => other.cost - one.cost).slice(0, 3);
  const rest = parts.length - largest.length;
  return new ResultTooLarge(
    `This would cost ${written(cost)}, and ${written(MAX_COST)} is the most for one operation: ` +
      `${largest.map(({ words }) => words).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}. ` +
      `The cost is rows times fields over all root fields, ${COST_OF_BUCKET} for each bucket of time, and ${written(COST_OF_STATEMENT)} for each statement to the database. ` +
      'Ask for a coarser granularity, a shorter range or fewer fields, or ask one after the other.',
  );
}

function written(count: number): string {
  return Math.ceil(count).toLocaleString('en-US');
}
