import { BadInput } from '../bad-input';
import { decodedText } from '../encoded-text';
import type { AttributeValues } from './dimensions';

/** The parts of a filter that are written as the query of a URL. */
export interface EncodedFilter {
  readonly accounts: readonly string[];
  readonly operators: readonly string[];
  readonly pages: readonly string[];
  readonly attributes: readonly AttributeValues[];
  readonly copilot: boolean | undefined;
}

const NAMES = ['account', 'operator', 'page', 'copilot', 'attribute', 'attribute_value'] as const;
type Name = (typeof NAMES)[number];

/** As Grafana writes a variable, and the choice of all its values. */
const PREFIX = /^var-/;
const ALL = '$__all';
const COPILOT: Readonly<Record<string, boolean | undefined>> = {
  ...{ true: true, false: false },
  ...{ null: undefined, '': undefined },
};

/**
 * Reads `operator=7&operator=8&page=%2Fpricing`.
 * @throws BadInput for a name that is not known, since a filter that is left out makes another number
 */
export function encodedFilterOf(text: string): EncodedFilter {
  const given = valuesByName(text);
  const listOf = (name: Name) => given.get(name) ?? [];
  return {
    accounts: listOf('account'),
    operators: listOf('operator'),
    pages: listOf('page'),
    attributes: attributesOf(listOf('attribute'), listOf('attribute_value')),
    copilot: copilotOf(listOf('copilot')),
  };
}

function valuesByName(text: string): Map<Name, string[]> {
  const given = new Map<Name, string[]>();
  for (const part of text.split('&').filter((pair) => pair !== '')) {
    const cut = part.includes('=') ? part.indexOf('=') : part.length;
    const written = decodedText('encoded', part.slice(0, cut)).replace(PREFIX, '');
    const name = NAMES.find((known) => known === written);
    if (name === undefined)
      throw new BadInput(
        `encoded: ${JSON.stringify(written.slice(0, 64))} is no part of a filter: it takes ${NAMES.join(', ')}.`,
      );
    const value = part.slice(cut + 1);
    if (value !== ALL) given.set(name, [...(given.get(name) ?? []), decodedText('encoded', value)]);
  }
  return given;
}

function attributesOf(names: readonly string[], values: readonly string[]): AttributeValues[] {
  if (values.length === 0) return [];
  const [name = '', ...more] = names;
  if (name === '' || more.length > 0)
    throw new BadInput('encoded: "attribute_value" needs one "attribute" beside it, the name.');
  return [{ name, values }];
}

function copilotOf(given: readonly string[]): boolean | undefined {
  const [text = '', ...more] = given;
  if (more.length === 0 && Object.hasOwn(COPILOT, text)) return COPILOT[text];
  throw new BadInput('encoded: "copilot" is true or false, or null for both.');
}
