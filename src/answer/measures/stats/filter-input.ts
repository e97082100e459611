import { readOperatorChoice } from '../../../platform/config/operator-choice';
import type { OperatorChoice } from '../../../platform/config/operator-choice';
import type { Bounds } from '../../../platform/access/caller';
import { BadInput } from '../bad-input';
import { boundFilter } from './bound-filter';
import type { AttributeValues, StatsFilter } from './dimensions';
import { decodedText } from '../encoded-text';
import { ALL_HOURS, HOURS } from './hours';
import type { Hours } from './hours';

/** Of one filter. */
const MAX_ATTRIBUTES = 20;

/** A filter as somebody asks for it: what is missing filters nothing. */
export interface FilterInput {
  readonly accounts?: readonly string[] | null;
  /** Ids, each of whatever account the filter admits, or `<account>:<id>`. */
  readonly operators?: readonly string[] | null;
  /** By name; '' for whoever is in none. */
  readonly teams?: readonly string[] | null;
  readonly pages?: readonly string[] | null;
  readonly attributes?: readonly AttributeValues[] | null;
  readonly copilot?: boolean | null;
  readonly hours?: Hours | null;
  /** The same parts as the query of a URL. */
  readonly encoded?: string | null;
}

/**
 * A filter as the measures take it, within what the caller is bound to: a part that is left out becomes the bound.
 * @throws BadInput for an operator who is none, for an encoded part that is none, for one that is given twice, and for
 * more than {@link MAX_ATTRIBUTES} attributes; Forbidden for what lies outside of the bounds
 */
export function resolveFilter(input: FilterInput | null | undefined, bounds: Bounds): StatsFilter {
  return boundFilter(askedFilter(input), bounds);
}

function askedFilter(input: FilterInput | null | undefined): StatsFilter {
  const encoded = encodedFilterOf(input?.encoded ?? '');
  const listOf = (name: 'accounts' | 'operators' | 'teams' | 'pages') =>
    onlyOne(name, input?.[name] ?? [], encoded[name]);
  return {
    accounts: listOf('accounts'),
    operators: listOf('operators').map(operatorOf),
    teams: listOf('teams'),
    pages: listOf('pages'),
    // Several attributes must all hold: they add up.
    attributes: fewAttributes([...(input?.attributes ?? []), ...encoded.attributes]),
    copilot: copilotOf(input?.copilot ?? undefined, encoded),
    hours: hoursOf(input?.hours ?? ALL_HOURS, encoded),
  };
}

/** Each is looked up in every row, and a condition in the text of the statement. */
function fewAttributes(attributes: readonly AttributeValues[]): readonly AttributeValues[] {
  if (attributes.length <= MAX_ATTRIBUTES) return attributes;
  throw new BadInput(
    `filter: there are ${attributes.length} attributes, and ${MAX_ATTRIBUTES} is the most: give the values of one attribute together.`,
  );
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

function hoursOf(plain: Hours, { hours }: EncodedFilter): Hours {
  if (plain !== ALL_HOURS && hours !== ALL_HOURS) throw twice('hours');
  return plain === ALL_HOURS ? hours : plain;
}

function twice(name: string): BadInput {
  return new BadInput(`filter: "${name}" is given twice, by itself and within "encoded".`);
}

function operatorOf(text: string): OperatorChoice {
  const choice = readOperatorChoice(text);
  if (choice !== undefined) return choice;
  throw new BadInput(
    `operators: ${JSON.stringify(text.slice(0, 64))} is neither an id nor <account>:<id>, for what stands before its first colon is no account's name (lower-case letters, digits, "_" and "-"). An id that holds a colon is given with its account, as in shop:a:7.`,
  );
}

/** The parts of a filter that are written as the query of a URL. */
interface EncodedFilter {
  readonly accounts: readonly string[];
  readonly operators: readonly string[];
  readonly teams: readonly string[];
  readonly pages: readonly string[];
  readonly attributes: readonly AttributeValues[];
  readonly copilot: boolean | undefined;
  readonly hours: Hours;
}

const NAMES = [
  'account',
  'operator',
  'team',
  'page',
  'copilot',
  'hours',
  'attribute',
  'attribute_value',
] as const;
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
    teams: listOf('team'),
    pages: listOf('page'),
    attributes: attributesOf(listOf('attribute'), listOf('attribute_value')),
    copilot: encodedCopilotOf(listOf('copilot')),
    hours: encodedHoursOf(listOf('hours')),
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
    if (value === ALL) continue;
    const values = given.get(name) ?? [];
    values.push(decodedText('encoded', value));
    given.set(name, values);
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

function encodedCopilotOf(given: readonly string[]): boolean | undefined {
  const [text = '', ...more] = given;
  if (more.length === 0 && Object.hasOwn(COPILOT, text)) return COPILOT[text];
  throw new BadInput('encoded: "copilot" is true or false, or null for both.');
}

function encodedHoursOf(given: readonly string[]): Hours {
  const [text = '', ...more] = given;
  const hours = text === '' ? ALL_HOURS : HOURS.values.find((known) => known === text);
  if (more.length === 0 && hours !== undefined) return hours;
  throw new BadInput(`encoded: "hours" is one of ${HOURS.values.join(', ')}.`);
}
