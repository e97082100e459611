import type { Scope } from './scopes';
import type { SharedView } from './shared-view';

/** What a caller sees of everything that there is. */
export interface Bounds {
  /** Empty: all. */
  readonly accounts: readonly string[];
  /** Operators of these teams of the rules; empty: all. */
  readonly teams: readonly string[];
  /** `undefined`: all. */
  readonly view: SharedView | undefined;
}

/** The way in: `API_TOKEN`, a token of the list, a sign-in, a proxy that vouches for somebody, or a share link. */
export type CallerKind = 'setting' | 'token' | 'session' | 'proxy' | 'share';

/** Who asks, and what he may. */
export interface Caller {
  readonly kind: CallerKind;
  /** For logs and counters: never a secret. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly scopes: ReadonlySet<Scope>;
  readonly bounds: Bounds;
  /** When this ends; left out where that is not known, or never. */
  readonly expiresAt?: Date | null;
}

export const UNBOUNDED: Bounds = { accounts: [], teams: [], view: undefined };

/** What {@link Bounds} are for people, such as `account shop, team Sales`; '' for none. */
export function boundsText({ accounts, teams, view }: Bounds): string {
  const named = (what: string, names: readonly string[]) =>
    names.length === 0 ? [] : [`${what}${names.length === 1 ? '' : 's'} ${names.join(', ')}`];
  const parts = [
    ...named('account', accounts),
    ...named('team', teams),
    ...(view === undefined ? [] : ['one view']),
  ];
  return parts.join(' and ');
}
