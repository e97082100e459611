import { boundsText } from './caller';
import type { Bounds, Caller, CallerKind } from './caller';
import type { Scope } from './scopes';

/** The caller is known, and may not have this; the message names what he has and what it needs. */
export class Forbidden extends Error {
  readonly code = 'FORBIDDEN';
}

/** What a caller comes with, as the beginning of a sentence. */
export const WHAT_OPENS: Readonly<Record<CallerKind, string>> = {
  setting: 'This token',
  token: 'This token',
  session: 'Your sign-in',
  proxy: 'Your sign-in',
  share: 'This link',
};

/** A thing, and the scope that it needs. */
export interface Requirement {
  readonly scope: Scope;
  /** As the caller named it: `ChatEvent.text`. */
  readonly what: string;
}

/** @throws Forbidden that names all that is missing, such as "This token has numbers; texts is needed for …" */
export function requireScopes({ kind, scopes }: Caller, requirements: readonly Requirement[]): void {
  const missing = requirements.filter(({ scope }) => !scopes.has(scope));
  if (missing.length === 0) return;
  const needed = [...new Set(missing.map(({ scope }) => scope))].map((scope) => {
    const things = missing.filter((one) => one.scope === scope).map(({ what }) => what);
    return `${scope} is needed for ${[...new Set(things)].join(', ')}`;
  });
  const had = scopes.size === 0 ? 'no scope' : [...scopes].join(', ');
  throw new Forbidden(`${WHAT_OPENS[kind]} has ${had}; ${needed.join('; ')}.`);
}

/** What a caller asked for lies outside of what he is bound to. @param what such as `account blog` */
export function outsideOf(bounds: Bounds, what: string): Forbidden {
  return new Forbidden(`${what} lies outside of what this access is bound to: ${boundsText(bounds)}.`);
}
