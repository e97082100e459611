import { z } from 'zod';
import type { BoundView, Bounds, Caller } from './caller';
import { isScope } from './scopes';
import type { Scope } from './scopes';
import type { GrantKind } from './secret-text';

/** Access that was given, and can be taken away: a token, a sign-in, a share link. */
export interface Grant {
  /** For people, logs and counters: not secret. */
  readonly id: string;
  readonly kind: GrantKind;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly bounds: Bounds;
  /** Whose it is: of a sign-in issuer and subject, of a share link who made it; '' of a token. */
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

const viewSchema = z.object({
  operators: z.array(z.string()).default([]),
  pages: z.array(z.string()).default([]),
  attributes: z.array(z.object({ name: z.string(), values: z.array(z.string()).min(1) })).default([]),
  copilot: z.boolean().optional(),
  hours: z.enum(['INSIDE', 'OUTSIDE', 'ALL']).default('ALL'),
  range: z.object({ from: z.number(), to: z.number() }).optional(),
});

export function viewText(view: BoundView | undefined): string {
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
export function callerWith({ kind, id, name, scopes, bounds }: Grant): Caller {
  return { kind, id, name, scopes: new Set(scopes), bounds };
}

function viewOf(text: string): BoundView {
  const { copilot, range, ...rest } = viewSchema.parse(JSON.parse(text));
  return { ...rest, copilot, range };
}

function dateOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
