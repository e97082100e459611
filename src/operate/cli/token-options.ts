import { InvalidArgumentError } from 'commander';
import { isScope, SCOPES } from '../../platform/access/scopes';
import type { Scope } from '../../platform/access/scopes';
import { ACCOUNT_NAME } from '../../platform/config/operator-choice';
import { instantOption } from './instant-option';

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const MAX_NAME_LETTERS = 100;

/** Reads a length of time such as `90d`, `12h` or `30m`, as milliseconds. */
export function durationOption(text: string): number {
  const [, number = '', unit = ''] = /^(\d{1,6})([mhd])$/.exec(text) ?? [];
  const unitMs = UNIT_MS[unit];
  if (unitMs === undefined)
    throw new InvalidArgumentError('It must be a length of time such as 90d, 12h or 30m.');
  return Number(number) * unitMs;
}

/** Reads an end that lies ahead, as a length of time from now or a date, as milliseconds since 1970. */
export function endOption(text: string): number {
  const end = /^\d+[a-z]$/.test(text) ? Date.now() + durationOption(text) : instantOption(text);
  if (end <= Date.now()) throw new InvalidArgumentError('It must lie ahead.');
  return end;
}

/** Reads `numbers,contacts`, in the order of {@link SCOPES} and each once. */
export function scopesOption(text: string): Scope[] {
  const named = listed(text);
  const unknown = named.find((name) => !isScope(name));
  if (unknown !== undefined || named.length === 0)
    throw new InvalidArgumentError(`It must be ${SCOPES.join(', ')}, or some of them, separated by commas.`);
  return SCOPES.filter((scope) => named.includes(scope));
}

export function accountsOption(text: string): string[] {
  const named = listed(text);
  if (named.length === 0 || named.some((name) => !ACCOUNT_NAME.test(name)))
    throw new InvalidArgumentError('It must be one name of an account, or several separated by commas.');
  return named;
}

export function teamsOption(text: string): string[] {
  const named = listed(text);
  if (named.length === 0) throw new InvalidArgumentError('It must be one team of the rules, or several.');
  return named;
}

/** Reads a list of anything. */
export function listOption(text: string): string[] {
  const named = listed(text);
  if (named.length === 0) throw new InvalidArgumentError('It must be one, or several separated by commas.');
  return named;
}

/** A name for people, which stands in lists and in the log. */
export function nameOption(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > MAX_NAME_LETTERS || /\p{Cc}/u.test(name))
    throw new InvalidArgumentError(`It must be 1 to ${MAX_NAME_LETTERS} letters, on one line.`);
  return name;
}

function listed(text: string): string[] {
  return [...new Set(text.split(',').map((part) => part.trim()))].filter((part) => part !== '');
}
