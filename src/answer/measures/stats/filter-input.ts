import { readOperatorChoice } from '../../../platform/config/operator-choice';
import type { OperatorChoice } from '../../../platform/config/operator-choice';
import { BadInput } from '../bad-input';
import type { AttributeValues, StatsFilter } from './dimensions';
import { encodedFilterOf } from './encoded-filter';
import type { EncodedFilter } from './encoded-filter';

/** A filter as somebody asks for it: what is missing filters nothing. */
export interface FilterInput {
  readonly accounts?: readonly string[] | null;
  /** Ids, each of whatever account the filter admits, or `<account>:<id>`. */
  readonly operators?: readonly string[] | null;
  readonly pages?: readonly string[] | null;
  readonly attributes?: readonly AttributeValues[] | null;
  readonly copilot?: boolean | null;
  /** The same parts as the query of a URL. */
  readonly encoded?: string | null;
}

/**
 * A filter as the measures take it.
 * @throws BadInput for an operator who is none, for an encoded part that is none, and for one that is given twice
 */
export function resolveFilter(input: FilterInput | null | undefined): StatsFilter {
  const encoded = encodedFilterOf(input?.encoded ?? '');
  const listOf = (name: 'accounts' | 'operators' | 'pages') =>
    onlyOne(name, input?.[name] ?? [], encoded[name]);
  return {
    accounts: listOf('accounts'),
    operators: listOf('operators').map(operatorOf),
    pages: listOf('pages'),
    // Several attributes must all hold: they add up.
    attributes: [...(input?.attributes ?? []), ...encoded.attributes],
    copilot: copilotOf(input?.copilot ?? undefined, encoded),
  };
}

/** All parts must hold: two lists of one part would need their intersection, and an empty one is no filter. */
function onlyOne(name: string, plain: readonly string[], encoded: readonly string[]): readonly string[] {
  if (plain.length > 0 && encoded.length > 0) throw twice(name);
  return plain.length > 0 ? plain : encoded;
}

function copilotOf(plain: boolean | undefined, { copilot }: EncodedFilter): boolean | undefined {
  if (plain !== undefined && copilot !== undefined) throw twice('copilot');
  return plain ?? copilot;
}

function twice(name: string): BadInput {
  return new BadInput(`filter: "${name}" is given twice, by itself and within "encoded".`);
}

function operatorOf(text: string): OperatorChoice {
  const choice = readOperatorChoice(text);
  if (choice !== undefined) return choice;
  throw new BadInput(
    `operators: "${text}" is neither an id nor <account>:<id>, for what stands before its first colon is no account's name (lower-case letters, digits, "_" and "-"). An id that holds a colon is given with its account, as in shop:a:7.`,
  );
}
