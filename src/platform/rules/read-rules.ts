import type { z } from 'zod';
import { nearestName } from '../edit-distance';
import type { Settings } from '../config/settings';
import { copilotContradictions } from './copilots';
import type { Copilots } from './copilots';
import { keptDaysContradictions } from './kept-days';
import type { Rules } from './rules';
import { readRulesDocument } from './rules-document';
import type { RulesDocument, RulesPath, RulesValue } from './rules-document';
import { RulesError } from './rules-problem';
import type { RulesProblem } from './rules-problem';
import type { RulesContext } from './schema/rules-context';
import { rulesSchema } from './schema/rules-schema';
import { losesAMinute } from './schema/times';

export interface ReadRules {
  readonly rules: Rules;
  /** What is allowed, and most likely not meant. */
  readonly warnings: readonly RulesProblem[];
}

/**
 * Reads rules as people write them.
 * @param file as problems name it
 * @throws RulesError with everything that is wrong with them
 */
export function readRules(
  file: string,
  bytes: Buffer,
  around: Omit<RulesContext, 'schedules' | 'targets' | 'teams' | 'channels'> &
    Copilots &
    Pick<Settings, 'retention'>,
): ReadRules {
  const document = readRulesDocument(file, bytes);
  const schedules = keysOf(keyOf(document.value, 'schedules'));
  const targets = keysOf(keyOf(document.value, 'targets'));
  const teams = keysOf(keyOf(document.value, 'teams'));
  const channels = keysOf(keyOf(document.value, 'channels'));
  const parsed = rulesSchema({ ...around, schedules, targets, teams, channels }).safeParse(document.value, {
    error: defaultText,
  });
  if (!parsed.success) {
    const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, [], document, file));
    throw new RulesError(problems.sort(byPlace));
  }
  const contradictions = [
    ...copilotContradictions(around, parsed.data),
    ...keptDaysContradictions(around, parsed.data),
  ].map(({ path, text }) => ({
    file,
    place: document.placeOf(path),
    text: `${pathText(path)} ${text}`,
  }));
  if (contradictions.length > 0) throw new RulesError(contradictions.sort(byPlace));
  const warnings = lostMinutes(keyOf(document.value, 'schedules'), ['schedules']).map((path) => ({
    file,
    place: document.placeOf(path),
    text: `${pathText(path)} ends at 23:59, so that a minute of every such day is lost: 24:00 is the end of the day`,
  }));
  return { rules: parsed.data, warnings };
}

/** What a schema does not word itself. */
function defaultText(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') return `must be a ${issue.expected}`;
  return undefined;
}

function problemsOf(
  issue: z.core.$ZodIssue,
  above: RulesPath,
  document: RulesDocument,
  file: string,
): RulesProblem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    // See `keyed`.
    const known = issue.message.split(' ');
    return issue.keys.map((key) => {
      const meant = nearestName(key, known);
      const right = meant === undefined ? `it may hold ${known.join(', ')}` : `did you mean ${meant}?`;
      const hint = key === '<<' ? 'nothing is merged here: write out what is meant' : right;
      const place = document.placeOf(path, key);
      return { file, place, text: `${pathText([...path, key])} is no key here: ${hint}` };
    });
  }
  if (issue.code === 'invalid_key') {
    const place = document.placeOf(path.slice(0, -1), String(path.at(-1)));
    return issue.issues.map(({ message }) => ({ file, place, text: `${pathText(path)} ${message}` }));
  }
  if (issue.code === 'invalid_union') {
    const nearest = nearestVariant(issue.errors, valueAt(document.value, path));
    if (nearest !== undefined) return nearest.flatMap((one) => problemsOf(one, path, document, file));
  }
  const text = `${pathText(path)} ${missing(document, path)}${issue.message}`.trim();
  return [{ file, place: document.placeOf(path), text }];
}

/** Of what a value may be, what it was meant to be: that which has the same form. */
function nearestVariant(
  variants: readonly (readonly z.core.$ZodIssue[])[],
  value: RulesValue | undefined,
): readonly z.core.$ZodIssue[] | undefined {
  const fitting = variants.filter((issues) => issues.every((one) => one.path.length > 0 || !isOfForm(one)));
  if (fitting.length <= 1) return fitting[0];
  // Objects with keys of their own: the one whose keys are known.
  const strangers = (issues: readonly z.core.$ZodIssue[]) =>
    issues.reduce((sum, one) => sum + (one.code === 'unrecognized_keys' ? one.keys.length : 0), 0);
  return typeof value === 'object'
    ? fitting.toSorted((one, other) => strangers(one) - strangers(other))[0]
    : fitting[0];
}

/** Whether it says that a value is of another form than wanted: a text and not a list. */
function isOfForm({ code }: z.core.$ZodIssue): boolean {
  return code === 'invalid_type' || code === 'invalid_value';
}

function missing(document: RulesDocument, path: RulesPath): string {
  const value = valueAt(document.value, path);
  if (value === undefined) return 'is missing: it ';
  return value === null ? 'is empty: it ' : '';
}

function valueAt(value: RulesValue, path: RulesPath): RulesValue | undefined {
  let found: RulesValue | undefined = value;
  for (const key of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Readonly<Record<PropertyKey, RulesValue | undefined>>)[key];
  }
  return found;
}

function keyOf(value: RulesValue, key: string): RulesValue | undefined {
  return valueAt(value, [key]);
}

function keysOf(value: RulesValue | undefined): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

/** `schedules.office.days[2]`. */
function pathText(path: RulesPath): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`;
      const text = String(key);
      const shown = /^[\w-]+$/.test(text) ? text : JSON.stringify(text);
      return index === 0 ? shown : `.${shown}`;
    })
    .join('');
}

function lostMinutes(value: RulesValue | undefined, path: RulesPath): RulesPath[] {
  if (typeof value === 'string') return losesAMinute(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  const entries: [string | number, RulesValue][] = Array.isArray(value)
    ? [...(value as RulesValue[]).entries()]
    : Object.entries(value as Readonly<Record<string, RulesValue>>);
  return entries.flatMap(([key, inner]) => lostMinutes(inner, [...path, key]));
}

function byPlace(one: RulesProblem, other: RulesProblem): number {
  const [left, right] = [one.place, other.place];
  return (left?.line ?? 0) - (right?.line ?? 0) || (left?.column ?? 0) - (right?.column ?? 0);
}
