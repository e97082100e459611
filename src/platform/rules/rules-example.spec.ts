import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { parse } from 'yaml';
import { Calendars } from './calendars';
import { readSmallFile } from './file-unreadable';
import { readRules } from './read-rules';
import { problemText } from './rules-problem';
import { rulesJsonSchema } from './schema/rules-schema';
import { EXAMPLE_VARIABLES } from '../../../test/support/example-variables';

const EXAMPLE = 'analytics.example.yaml';
const SCHEMA = 'analytics.schema.json';
const text = readFileSync(EXAMPLE, 'utf8');

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly description?: string;
}

/** Every key that a schema knows, as a path of keys; names that people give are `*`. */
function keysOf(schema: JsonSchema, above = ''): { readonly path: string; readonly schema: JsonSchema }[] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => [
    { path: `${above}/${key}`, schema: inner },
    ...keysOf(inner, `${above}/${key}`),
  ]);
  const more =
    typeof schema.additionalProperties === 'object' ? keysOf(schema.additionalProperties, `${above}/*`) : [];
  const items = schema.items === undefined ? [] : keysOf(schema.items, above);
  return [...own, ...more, ...items, ...(schema.anyOf ?? []).flatMap((variant) => keysOf(variant, above))];
}

/** Every path of keys that a value has, with `*` where its schema has names. */
function pathsIn(value: unknown, known: ReadonlySet<string>, above = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, known, above));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = known.has(`${above}/${key}`) ? `${above}/${key}` : `${above}/*`;
    return [path, ...pathsIn(inner, known, path)];
  });
}

describe('The example of rules', () => {
  it('is right, without any warning', () => {
    const calendars = new Calendars(`${process.cwd()}/${EXAMPLE}`, readSmallFile);
    const { rules, warnings } = readRules(EXAMPLE, readFileSync(EXAMPLE), {
      accounts: ['default'],
      calendars,
      publicUrl: new URL('https://analytics.example'),
      variable: (name) => EXAMPLE_VARIABLES[name],
      copilotIds: [],
      copilotOnAccounts: [],
      retention: { texts: undefined, events: undefined, facts: undefined, leastEventsDays: 23 },
    });
    expect(warnings.map(problemText)).toEqual([]);
    expect([...rules.schedules.keys()]).toEqual(['office', 'night']);
    expect(calendars.taken.map(({ taken }) => [...new Set(taken.map(({ name }) => name))])).toEqual([
      ['New Year (holiday)', 'Easter (holiday)'],
      ['Founding day (half day)'],
    ]);
  });

  it('holds every key there is, and every key is described', () => {
    const keys = keysOf(rulesJsonSchema());
    const known = new Set(keys.map(({ path }) => path));
    const held = new Set(pathsIn(parse(text), known));
    // What a change may hold is what a schedule does.
    const isHeld = (path: string) => held.has(path) || held.has(path.replace('/changes/', '/'));
    expect([...known].filter((path) => !isHeld(path))).toEqual([]);
    const weekdays = /day$/;
    expect(
      keys.filter(({ path, schema }) => schema.description === undefined && !weekdays.test(path)),
    ).toEqual([]);
  });

  it('names for editors the schema beside it, which is the one of the program and takes it', () => {
    expect(text.split('\n')[0]).toBe(`# yaml-language-server: $schema=./${SCHEMA}`);
    const schema = JSON.parse(readFileSync(SCHEMA, 'utf8')) as object;
    expect(schema).toEqual(rulesJsonSchema());
    const isRight = new Ajv({ strict: false }).compile(schema);
    expect(isRight(parse(text)) || isRight.errors).toBe(true);
    expect(isRight({ schedule: {} })).toBe(false);
    expect(isRight({ targets: { a: { measure: 'REPLY', within: '5 minutes', goal: 0.9 } } })).toBe(false);
  });
});
