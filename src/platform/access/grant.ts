import { z } from 'zod';
import { CLOCKS } from '../rules/rules';
import type { Bounds, Caller } from './caller';
import { isScope } from './scopes';
import type { Scope } from './scopes';
import type { GrantKind } from './secret-text';
import { COMPARISONS, RANGE_PRESETS } from './shared-view';
import type { SharedView } from './shared-view';

/** Access that was given, and can be taken away: a token, a sign-in, a share link. */
export interface Grant {
  /** For people, logs and counters: not secret. */
  readonly id: string;
  readonly kind: GrantKind;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly bounds: Bounds;
  /** Whose it is: of a sign-in issuer and subject, of a share link its maker (see `makerOf`); '' of a token. */
  readonly subject: string;
  readonly createdAt: Date;
  /** Null: it has no end. */
  readonly expiresAt: Date | null;
  /** Null: it was not. */
  readonly revokedAt: Date | null;
}

/** A grant as ClickHouse gives it. Times are ISO 8601 in UTC. */
export interface GrantRow {
  readonly id: string;
  readonly kind: GrantKind;
  readonly digest: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly accounts: readonly string[];
  readonly teams: readonly string[];
  readonly view: string;
  readonly subject: string;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
}

const viewSchema = z.strictObject({
  operators: z.array(z.string()),
  pages: z.array(z.string()),
  attributes: z.array(z.strictObject({ name: z.string(), values: z.array(z.string()).min(1) })),
  copilot: z.boolean().optional(),
  hours: z.enum(['INSIDE', 'OUTSIDE', 'ALL']),
  range: z.union([
    z.strictObject({ from: z.int(), to: z.int() }),
    z.strictObject({ preset: z.enum(RANGE_PRESETS) }),
  ]),
  zone: z.string(),
  compare: z.enum(COMPARISONS),
  daysBefore: z.int().min(1).optional(),
  clock: z.enum(CLOCKS),
  host: z.string().optional(),
});

export function viewText(view: SharedView | undefined): string {
  return view === undefined ? '' : JSON.stringify(view);
}

/** @throws Error for a view that this program does not understand: it must not open more than was meant */
export function grantOf(row: GrantRow): Grant {
  const { id, kind, name, scopes, accounts, teams, view, subject } = row;
  return {
    ...{ id, kind, name, subject },
    // A scope of a newer version opens nothing here.
    scopes: scopes.filter(isScope),
    bounds: { accounts, teams, view: view === '' ? undefined : viewOf(view) },
    createdAt: new Date(row.created_at),
    expiresAt: dateOf(row.expires_at),
    revokedAt: dateOf(row.revoked_at),
  };
}

/** Who comes with a grant. */
export function callerWith({ kind, id, name, scopes, bounds, expiresAt }: Grant): Caller {
  return { kind, id, name, scopes: new Set(scopes), bounds, expiresAt };
}

function viewOf(text: string): SharedView {
  const { copilot, host, ...rest } = viewSchema.parse(JSON.parse(text));
  return { ...rest, copilot, host };
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

const MADE_BY_TOKEN = 'token/';

/** Who made a share link, as its grant keeps it. */
export function makerOf({ kind, id }: Pick<Caller, 'kind' | 'id'>): string {
  return `${kind}/${id}`;
}

/** The id of the token of the list that made a share link; `undefined`: none did. */
export function tokenThatMade(maker: string): string | undefined {
  return maker.startsWith(MADE_BY_TOKEN) ? maker.slice(MADE_BY_TOKEN.length) : undefined;
}
