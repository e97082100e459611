import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Document, ErrorCode, Node } from 'yaml';
import { textOfBytes } from '../text-of-bytes';
import { RulesError } from './rules-problem';
import type { Place, RulesProblem } from './rules-problem';

/** What YAML can say, without its own types. */
export type RulesValue =
  string | number | boolean | null | readonly RulesValue[] | { readonly [key: string]: RulesValue };

/** Keys and indexes from the top on. */
export type RulesPath = readonly PropertyKey[];

/** What a file of rules says, and where it says it. */
export interface RulesDocument {
  readonly value: RulesValue;
  /** Where the value at a path stands, or else the nearest that is above it; with `key`, where its key stands. */
  placeOf(path: RulesPath, key?: string): Place;
}

/** Rules are written by people: more is a mistake, or meant to hurt. */
export const MAX_RULES_BYTES = 2 ** 20;
const MAX_NODES = 100_000;
const MAX_DEPTH = 32;
/** As YAML writes a number that stays itself: no leading zeros, no exponents, no base but ten. */
const PLAIN_NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d+)?$/;

/** In words that say what to do, where YAML's own leave that open. */
const WORDS: Partial<Record<ErrorCode, string>> = {
  DUPLICATE_KEY: 'this key stands here a second time: keep one of them',
  TAB_AS_INDENT: 'a tab: YAML takes blanks alone before keys and list items',
  MULTIPLE_DOCS: 'a second document begins here: the file must be one, without "---" lines in it',
  BLOCK_AS_IMPLICIT_KEY:
    'a second ": " in one line, or a line that is set in more deeply than it should be: put a text that holds ": " in quotes',
  BAD_SCALAR_START: 'a text cannot begin with this sign unless it is put in quotes',
  MISSING_CHAR: 'a quote or bracket that is not closed',
};

/**
 * Reads YAML 1.2: `no`, `on` and `22:00` are texts as they stand, whatever the file's own directive says. Numbers that
 * would not be written again as they stand (`007`, `1e3`, ids of twenty digits) stay texts.
 * @throws RulesError for what is no YAML, or too much of it
 */
export function readRulesDocument(file: string, bytes: Buffer): RulesDocument {
  const whole = (text: string): never => {
    throw new RulesError([{ file, place: undefined, text }]);
  };
  if (bytes.length > MAX_RULES_BYTES) whole(`must be smaller than ${MAX_RULES_BYTES / 2 ** 20} MiB`);
  const lines = new LineCounter();
  const document = parsed(textIn(bytes) ?? whole('is not text in UTF-8: save it in that encoding'), lines);
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems: RulesProblem[] = document.errors.map(({ code, message, pos }) => ({
    file,
    place: placeAt(pos[0]),
    text: WORDS[code] ?? message,
  }));
  if (problems.length > 0) throw new RulesError(firstOfEachLine(problems));

  const reader = new ValueReader(document, (offset, text) => {
    throw new RulesError([{ file, place: placeAt(offset), text }]);
  });
  const value = reader.read(document.contents, 0) ?? {};
  return {
    value,
    placeOf: (path, key) => placeAt(offsetOf(document, path, key)),
  };
}

function textIn(bytes: Buffer): string | undefined {
  try {
    return textOfBytes(bytes, true).replace(/\r\n?/g, '\n');
  } catch {
    return undefined;
  }
}

function parsed(text: string, lineCounter: LineCounter): Document {
  return parseDocument(text, {
    lineCounter,
    prettyErrors: false,
    version: '1.2',
    schema: 'core',
    merge: false,
  });
}

/** What is wrong with a line is mostly one mistake, however often a parser stumbles over it. */
function firstOfEachLine(problems: readonly RulesProblem[]): RulesProblem[] {
  return problems.filter(
    ({ place }, index) => problems.findIndex((other) => other.place?.line === place?.line) === index,
  );
}

class ValueReader {
  private nodes = 0;

  constructor(
    private readonly document: Document,
    private readonly fail: (offset: number, text: string) => never,
  ) {}

  read(node: Node | null | undefined, depth: number): RulesValue {
    if (node === null || node === undefined) return null;
    const offset = node.range?.[0] ?? 0;
    this.nodes += 1;
    if (this.nodes > MAX_NODES)
      this.fail(offset, `holds more than ${MAX_NODES} values, aliases (*) included`);
    if (depth > MAX_DEPTH) this.fail(offset, `lists and keys are nested more than ${MAX_DEPTH} deep`);
    if (node.tag !== undefined && !node.tag.startsWith('tag:yaml.org,2002:'))
      this.fail(offset, `tags such as ${node.tag} mean nothing here: leave it out`);
    if (isAlias(node)) {
      const target = node.resolve(this.document);
      if (target === undefined)
        this.fail(offset, `*${node.source} is an alias of nothing: &${node.source} must stand before it`);
      return this.read(target, depth + 1);
    }
    if (isMap(node)) {
      const entries = node.items.map(({ key, value }): [string, RulesValue] => [
        this.keyOf(key as Node, offset),
        this.read(value as Node | null, depth + 1),
      ]);
      // A key "__proto__" is a key like any other.
      return Object.assign(Object.create(null) as object, Object.fromEntries(entries));
    }
    if (isSeq(node)) return node.items.map((item) => this.read(item as Node, depth + 1));
    return isScalar(node) ? scalarValue(node.value, node.source) : null;
  }

  private keyOf(key: Node | null, offset: number): string {
    if (!isScalar(key)) return this.fail(key?.range?.[0] ?? offset, 'a key must be a name');
    return key.source ?? String(key.value);
  }
}

function scalarValue(value: unknown, source: string | undefined): RulesValue {
  if (typeof value === 'number') return source === undefined || PLAIN_NUMBER.test(source) ? value : source;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return null;
}

function offsetOf(document: Document, path: RulesPath, wanted: string | undefined): number {
  let node = document.contents;
  let offset = node?.range?.[0] ?? 0;
  const keys = wanted === undefined ? path : [...path, wanted];
  for (const [index, key] of keys.entries()) {
    if (isAlias(node)) node = node.resolve(document) ?? null;
    let next: Node | null | undefined;
    if (isMap(node)) {
      const pair = node.items.find(
        (one) => isScalar(one.key) && (one.key.source ?? String(one.key.value)) === key,
      );
      const isLast = index === keys.length - 1;
      const keyNode = pair?.key as Node | undefined;
      next = pair?.value as Node | null | undefined;
      // What is wrong with a whole group of keys is looked for where the group is named.
      const isNamed = (isLast && wanted !== undefined) || !isScalar(next);
      offset = (isNamed ? keyNode?.range?.[0] : next?.range?.[0]) ?? keyNode?.range?.[0] ?? offset;
    } else if (isSeq(node)) {
      next = node.items[Number(key)] as Node | undefined;
      offset = next?.range?.[0] ?? offset;
    }
    if (next === null || next === undefined) return offset;
    node = next;
  }
  return offset;
}
