import { readOperatorChoice } from '../../config/operator-choice';
import type { OperatorChoice } from '../../config/operator-choice';
import { BadInput } from '../bad-input';
import type { AttributeValues, StatsFilter } from './dimensions';

/** A filter as somebody asks for it: what is missing filters nothing. */
export interface GivenFilter {
  readonly accounts?: readonly string[] | null;
  /** Ids, each of whatever account the filter admits, or `<account>:<id>`. */
  readonly operators?: readonly string[] | null;
  readonly pages?: readonly string[] | null;
  readonly attributes?: readonly AttributeValues[] | null;
  readonly copilot?: boolean | null;
}

/** A filter as the measures take it. @throws BadInput for an operator who is none */
export function filterOf(given: GivenFilter | null | undefined): StatsFilter {
  return {
    accounts: given?.accounts ?? [],
    operators: (given?.operators ?? []).map(operatorOf),
    pages: given?.pages ?? [],
    attributes: given?.attributes ?? [],
    copilot: given?.copilot ?? undefined,
  };
}

function operatorOf(text: string): OperatorChoice {
  const choice = readOperatorChoice(text);
  if (choice !== undefined) return choice;
  throw new BadInput(
    `operators: "${text}" is neither an id nor <account>:<id>, for what stands before its first colon is no account's name (lower-case letters, digits, "_" and "-"). An id that holds a colon is given with its account, as in shop:a:7.`,
  );
}
