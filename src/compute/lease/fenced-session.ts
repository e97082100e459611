import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallOptions, ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import type { SqlName } from '../../platform/clickhouse/sql-files';
import type { SqlParameters } from '../../platform/clickhouse/sql-parameters';

/** This process must not compute any more; what it would have written from here on was refused. Nothing is lost. */
export class LeaseLost extends Error {
  readonly code = 'LEASE_LOST';

  /** @param isForgotten whether the server does not know the session; else another process has shut it */
  constructor(isForgotten: boolean) {
    super(
      isForgotten
        ? 'ClickHouse does not know the session of this turn: it was started again, another node of the cluster took ' +
            'over, or an address in CLICKHOUSE_URL leads to several servers; each must lead to one'
        : 'another process took over, as this one had not been heard of for too long',
    );
  }
}

/** ClickHouse's numbers of errors. */
const READONLY = 164;
const SESSION_NOT_FOUND = 372;
const SESSION_IS_LOCKED = 373;

const MAX_ATTEMPTS = 5;
const BETWEEN_ATTEMPTS_MS = 50;
/** A server says at once what becomes of a session. */
const ANSWERS_WITHIN_MS = 10_000;

/**
 * A session of ClickHouse. The server executes one statement of it at a time, also when nobody waits for its answer any
 * more, and none once anybody has shut it: so what is written in it has an end that others can be sure of.
 */
export class FencedSession {
  readonly id: string;
  private previous: Promise<void> = Promise.resolve();

  constructor(private readonly clickhouse: ClickHouse) {
    this.id = clickhouse.sessionId(randomUUID());
  }

  /** Whether it is of the server that is written on: of a cluster, another node may have taken over since. */
  get isHere(): boolean {
    return this.clickhouse.isSessionHere(this.id);
  }

  /** Executes a statement file with which the session begins, if there is none of this id. */
  begin(name: SqlName, parameters: SqlParameters): Promise<void> {
    return this.inOrder(name, parameters, { session: { id: this.id, isNew: true } });
  }

  /**
   * Executes a statement file, after those that were given before.
   * @throws LeaseLost when the session was shut or forgotten: then nothing was written
   */
  command(name: SqlName, parameters: SqlParameters, options: CallOptions = {}): Promise<void> {
    return this.inOrder(name, parameters, { ...options, session: { id: this.id, isNew: false } });
  }

  private inOrder(name: SqlName, parameters: SqlParameters, options: CallOptions): Promise<void> {
    const execution = this.previous.then(() => this.execute(name, parameters, options));
    this.previous = execution.catch(() => undefined);
    return execution;
  }

  private async execute(name: SqlName, parameters: SqlParameters, options: CallOptions): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.clickhouse.command(name, parameters, options);
        return;
      } catch (error) {
        if (isServerError(error, SESSION_NOT_FOUND)) throw new LeaseLost(true);
        if (isServerError(error, READONLY)) throw new LeaseLost(false);
        // Somebody looks whether the session is still there.
        if (!isServerError(error, SESSION_IS_LOCKED) || attempt === MAX_ATTEMPTS) throw error;
        await sleep(BETWEEN_ATTEMPTS_MS);
      }
    }
  }
}

/** Whether the server knows a session no more: it was started again, or has not heard of it for a minute. */
export async function isSessionForgotten(clickhouse: ClickHouse, id: string): Promise<boolean> {
  const server = clickhouse.atNodeOf(id);
  if (server === undefined) return false;
  try {
    await server.command('lease/look', {}, ofOther(id));
    return false;
  } catch (error) {
    if (isServerError(error, SESSION_IS_LOCKED, READONLY)) return false;
    if (isServerError(error, SESSION_NOT_FOUND)) return true;
    if (isAway(clickhouse, error)) return false;
    throw error;
  }
}

/** What became of a session that was to write nothing any more. `away`: the node of a cluster that knows it is. */
export type Shutting = 'shut' | 'executing' | 'away';

/**
 * Sees to it that nothing is written in a session any more, and that nothing still is. It goes on where a statement of
 * it is being executed, and may where its node cannot be reached.
 */
export async function shutSession(clickhouse: ClickHouse, id: string): Promise<Shutting> {
  if (clickhouse.isOfNoNode(id)) return 'shut';
  const server = clickhouse.atNodeOf(id);
  if (server === undefined) return 'away';
  try {
    await server.command('lease/shut', {}, ofOther(id));
    return 'shut';
  } catch (error) {
    if (isServerError(error, SESSION_IS_LOCKED)) return 'executing';
    if (isServerError(error, READONLY, SESSION_NOT_FOUND)) return 'shut';
    if (isAway(clickhouse, error)) return 'away';
    throw error;
  }
}

function ofOther(id: string): CallOptions {
  return { session: { id, isNew: false }, timeoutMs: ANSWERS_WITHIN_MS };
}

/** Of a cluster, a node that hangs is not known to be away at once. */
function isAway({ replica }: ClickHouse, error: unknown): boolean {
  return replica !== undefined && error instanceof ClickHouseError && error.code !== 'CLICKHOUSE_REFUSED';
}

function isServerError(error: unknown, ...codes: readonly number[]): boolean {
  return error instanceof ClickHouseError && codes.includes(error.serverCode ?? 0);
}
