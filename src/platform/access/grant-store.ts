import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { ClickHouse } from '../clickhouse/clickhouse';
import type { SqlParameters } from '../clickhouse/sql-parameters';
import { LOG } from '../logging/logging.module';
import type { Log } from '../logging/log';
import type { Bounds } from './caller';
import { GrantUses } from './grant-uses';
import { grantOf, tokenThatMade, viewText } from './grant';
import type { Grant, GrantRow } from './grant';
import { digestOf, kindOfSecret, newSecret } from './secret-text';
import type { GrantKind } from './secret-text';
import type { Scope } from './scopes';

/** So long at most a list is taken for valid: what is given or taken away is at work within a second. */
const FRESH_MS = 900;
/** Whoever asks waits for the list: where it takes longer, the last known one holds. */
const READ_TIMEOUT_MS = 5_000;

/** What a new grant is to be. */
export interface NewGrant {
  readonly kind: GrantKind;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly bounds: Bounds;
  readonly subject: string;
  /** Null: it has no end. */
  readonly expiresAt: Date | null;
}

/** A grant, and when it was last used, to the minute; null: not at all. */
export interface ListedGrant extends Grant {
  readonly lastUsedAt: Date | null;
}

/**
 * The grants that there are, in ClickHouse, by the digests of their secrets. They are read when somebody comes with
 * one, at most once a second, however many come; while ClickHouse cannot be asked, the last known list holds.
 */
@Injectable()
export class GrantStore {
  private known: ReadonlyMap<string, Grant> | undefined;
  private freshUntil = -Infinity;
  private reading: Promise<ReadonlyMap<string, Grant>> | undefined;

  constructor(
    private readonly clickhouse: ClickHouse,
    private readonly uses: GrantUses,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * The grant of a secret; `undefined`: there is none, or it is over.
   * @throws ClickHouseError where the list was never read, and cannot be
   */
  async find(secret: string): Promise<Grant | undefined> {
    // Most of what is tried is no secret of ours: it costs nothing.
    if (kindOfSecret(secret) === undefined) return undefined;
    const known = await this.current();
    const grant = known.get(digestOf(secret));
    if (grant === undefined || isOver(grant)) return undefined;
    if (grant.kind === 'share' && !isMakerThere(grant, known)) return undefined;
    this.uses.note(grant);
    return grant;
  }

  /** @returns its id, and the secret, which nobody can tell again */
  async add(grant: NewGrant): Promise<{ readonly id: string; readonly secret: string }> {
    const id = randomBytes(6).toString('hex');
    const secret = newSecret(grant.kind);
    const { kind, name, scopes, bounds, subject, expiresAt } = grant;
    await this.write('access/add_grant', {
      ...{ id, kind, name, scopes, subject, digest: digestOf(secret) },
      ...{
        accounts: bounds.accounts,
        teams: bounds.teams,
        view: viewText(bounds.view),
        expires_at: expiresAt,
      },
    });
    return { id, secret };
  }

  /** Takes effect within a second everywhere. */
  revoke({ kind, id }: Pick<Grant, 'kind' | 'id'>): Promise<void> {
    return this.write('access/revoke_grant', { kind, id });
  }

  /** Sets the end of a grant, unless it ends earlier. */
  endAt({ kind, id }: Pick<Grant, 'kind' | 'id'>, expiresAt: Date): Promise<void> {
    return this.write('access/end_grant', { kind, id, expires_at: expiresAt });
  }

  /** All that there were of a kind, revoked and expired ones as well, by their creation. */
  async list(kind: GrantKind): Promise<ListedGrant[]> {
    const rows = await this.clickhouse.query<GrantRow & { last_used_at: string | null }>(
      'access/list_grants',
      {
        kind,
      },
    );
    return rows.map((row) => ({
      ...grantOf(row),
      lastUsedAt: row.last_used_at === null ? null : new Date(row.last_used_at),
    }));
  }

  private async write(
    name: 'access/add_grant' | 'access/revoke_grant' | 'access/end_grant',
    parameters: SqlParameters,
  ): Promise<void> {
    await this.clickhouse.command(name, parameters);
    this.freshUntil = -Infinity;
  }

  private async current(): Promise<ReadonlyMap<string, Grant>> {
    if (this.known !== undefined && performance.now() < this.freshUntil) return this.known;
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  /** One that a newer version wrote, with bounds that this one does not know, opens nothing. */
  private understood(row: GrantRow): [digest: string, grant: Grant][] {
    try {
      return [[row.digest, grantOf(row)]];
    } catch (error) {
      this.log.warn({ err: error, grant: row.id }, 'a grant is not understood, and opens nothing');
      return [];
    }
  }

  private async read(): Promise<ReadonlyMap<string, Grant>> {
    const askedAt = performance.now();
    try {
      const options = { timeoutMs: READ_TIMEOUT_MS };
      const rows = await this.clickhouse.query<GrantRow>('access/valid_grants', {}, options);
      this.known = new Map(rows.flatMap((row) => this.understood(row)));
    } catch (error) {
      if (this.known === undefined) throw error;
      this.log.debug({ err: error }, 'the list of tokens could not be read: the last known one holds');
    }
    // From when it was asked: what was written meanwhile may not be in it.
    this.freshUntil = askedAt + FRESH_MS;
    return this.known;
  }
}

function isOver({ revokedAt, expiresAt }: Grant): boolean {
  return revokedAt !== null || (expiresAt !== null && expiresAt.getTime() <= Date.now());
}

/** What a token of the list has shared ends with it: else a stolen token would outlive its revocation. */
function isMakerThere({ subject }: Grant, known: ReadonlyMap<string, Grant>): boolean {
  const token = tokenThatMade(subject);
  if (token === undefined) return true;
  return [...known.values()].some((one) => one.kind === 'token' && one.id === token && !isOver(one));
}
