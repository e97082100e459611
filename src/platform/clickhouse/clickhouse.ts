import { setMaxListeners } from 'node:events';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ClickHouseClient, ClickHouseSettings } from '@clickhouse/client';
import { allRows } from './all-rows';
import type { ClickHouseAccess, Replica } from './clickhouse-access';
import {
  everyNode,
  forgottenSession,
  isOfNoNode,
  nodeOfSession,
  noMajority,
  sessionTag,
} from './cluster/nodes-of-replica';
import { isMutation, syncForMutation, syncTables } from './cluster/replica-in-sync';
import { createPool } from './client-pool';
import { insertStatement } from './insert-statement';
import type { SqlParameters } from './sql-parameters';
import { SqlFiles } from './sql-files';
import type { SqlName } from './sql-files';
import { againIfCutOff, runCall } from './run-call';
import type { Call } from './run-call';
import { streamCall } from './stream-call';
import { ClickHouseError } from './clickhouse-error';

export interface CallOptions {
  /** Milliseconds after which the call fails; the server is told to stop by then, too. */
  readonly timeoutMs?: number;
  /** ClickHouse settings of this one statement. */
  readonly settings?: ClickHouseSettings;
  readonly signal?: AbortSignal;
  /** Of a command: the session of the server that it is executed in. */
  readonly session?: StatementSession;
}

/** The server executes one statement of a session at a time. */
export interface StatementSession {
  readonly id: string;
  /** Whether the statement may begin it; else the server refuses it where there is no such session. */
  readonly isNew: boolean;
}

/** Milliseconds. A query has somebody waiting for it; a roll-up or a migration may take its time. */
const QUERY_TIMEOUT = 30_000;
/** Whoever reads rows one by one sets the pace. */
const STREAM_TIMEOUT = 3_600_000;
const COMMAND_TIMEOUT = 300_000;
const INSERT_TIMEOUT = 60_000;
const PING_TIMEOUT = 5_000;

/** What a roll-up computes is over sooner than ClickHouse has compiled its expressions. */
const UNCOMPILED = {
  compile_expressions: 0,
  compile_aggregate_expressions: 0,
  compile_sort_description: 0,
} as const;

interface Pools {
  /** Apart, so that a flood of questions cannot hold up what is to be stored. */
  readonly reading: ClickHouseClient;
  readonly writing: ClickHouseClient;
  /** Apart from both: an answer that is read slowly keeps its connection for long. */
  readonly streaming: ClickHouseClient;
  /** Whose connections have not been used: for calls that are repeated. */
  readonly fresh: ClickHouseClient;
}

/**
 * The database, as the service sees it. Rows come as ClickHouse's JSONEachRow gives them: integers of 64 bits
 * and more as strings, without loss; times as `2026-01-31T12:00:00.000Z`; not-a-number as `null`.
 *
 * Every method fails with a {@link ClickHouseError} and never answers with less than all rows. What only reads is
 * asked once more, on a fresh connection, when its own broke: that may have been closed at the other end for long.
 * Nothing else is repeated here: the caller knows whether that is safe.
 */
export class ClickHouse {
  #pools: Pools | undefined;
  #replica: Replica | undefined;
  /** How often it was connected: a session is of one connection, and of no other node. */
  #connections = 0;
  #leaving = leaving();

  /** @param database the default database of every statement: SQL files name tables without a prefix. */
  constructor(
    readonly database: string,
    private readonly sqlFiles: SqlFiles = new SqlFiles(),
  ) {}

  /**
   * Sets where the server is; until then every call fails as unreachable. Calls under way go on, unless another node of
   * a cluster is meant.
   */
  connectTo(access: ClickHouseAccess): void {
    const before = this.#pools;
    if (this.#replica) {
      this.#leaving.abort();
      this.#leaving = leaving();
    }
    this.#replica = access.replica;
    this.#connections += 1;
    const open = (areKept = true) => createPool(access, this.database, areKept);
    this.#pools = { reading: open(), writing: open(), streaming: open(), fresh: open(false) };
    if (before) void closePools(before);
  }

  /** The node of a cluster that it is connected to; `undefined`: a single server. */
  get replica(): Replica | undefined {
    return this.#replica;
  }

  /** The id of a session that is to begin here: on a cluster it tells of which node it is. */
  sessionId(id: string): string {
    return this.#replica ? `${sessionTag(this.#replica, this.#connections)}${id}` : id;
  }

  /** Whether a session that began here can go on: on a cluster, it was connected to no other node since. */
  isSessionHere(id: string): boolean {
    return this.#replica === undefined || id.startsWith(sessionTag(this.#replica, this.#connections));
  }

  /** The server that knows a session; `undefined`: the node of a cluster that does is not there. */
  atNodeOf(session: string): ClickHouse | undefined {
    return this.#replica ? nodeOfSession(this.#replica, session) : this;
  }

  /** Whether a session is of a node that the cluster has no more. */
  isOfNoNode(session: string): boolean {
    return this.#replica !== undefined && isOfNoNode(this.#replica, session);
  }

  /**
   * The servers whose disks hold what is stored: this one, or all nodes of a cluster, by their names.
   * @throws ClickHouseError where a node stays away: then nothing can be said of what it has
   */
  async everyNode(): Promise<ReadonlyMap<string, ClickHouse>> {
    return this.#replica ? everyNode(this.#replica) : new Map([['', this]]);
  }

  /**
   * Waits until this node has, of some tables, all that was written anywhere; on a single server, not at all.
   * @param onMajority whether more than half of the nodes are to have it, where that counts as written
   */
  async sync(tables: readonly string[], onMajority = false): Promise<void> {
    if (!this.#replica) return;
    const { nodes, there, settings } = this.#replica.cluster;
    await syncTables(this, tables);
    if (!onMajority || !settings.hasQuorum) return;
    const others = there.filter(({ name }) => name !== this.#replica?.name);
    if (1 + others.length <= nodes.length / 2) throw noMajority();
    const enough = others.slice(0, Math.floor(nodes.length / 2));
    await Promise.all(enough.map(({ database }) => syncTables(database, tables)));
  }

  /** The rows that a query file answers with. */
  query<Row>(name: SqlName, parameters: SqlParameters = {}, options: CallOptions = {}): Promise<Row[]> {
    return this.queryText<Row>(this.sqlFiles.statement(name), parameters, name, options);
  }

  /** The same for a query that was compiled; `name` is what logs and errors call it. */
  queryText<Row>(
    sql: string,
    parameters: SqlParameters,
    name: string,
    options: CallOptions = {},
  ): Promise<Row[]> {
    const call = this.#callOf(name, QUERY_TIMEOUT, options, parameters);
    return againIfCutOff(call, (pool) =>
      runCall(call, async (signal) => {
        const answer = await this.#pool(pool ?? 'reading', name).query({
          query: sql,
          format: 'JSONEachRow',
          query_params: { ...parameters },
          // The whole answer is computed before its first byte comes: an error is an error, not a short answer.
          clickhouse_settings: { ...call.settings, wait_end_of_query: 1 },
          abort_signal: signal,
        });
        signal.addEventListener(
          'abort',
          () => {
            answer.close();
          },
          { once: true },
        );
        return await allRows<Row>(answer);
      }),
    );
  }

  /**
   * The rows of a query file in portions, as the server finds them and no faster than they are taken: however many
   * there are, few are in memory. An error may come after some of them. Leaving off, or `options.signal`, ends the
   * query on the server.
   */
  stream<Row>(
    name: SqlName,
    parameters: SqlParameters = {},
    options: CallOptions = {},
  ): AsyncGenerator<Row[]> {
    return this.streamText<Row>(this.sqlFiles.statement(name), parameters, name, options);
  }

  /** The same for a query that was compiled; `name` is what logs and errors call it. */
  streamText<Row>(
    sql: string,
    parameters: SqlParameters,
    name: string,
    options: CallOptions = {},
  ): AsyncGenerator<Row[]> {
    const call = this.#callOf(name, STREAM_TIMEOUT, options, parameters);
    return streamCall<Row>(call, (signal, isRepeated) =>
      this.#pool(isRepeated ? 'fresh' : 'streaming', name).query({
        query: sql,
        format: 'JSONEachRow',
        query_params: { ...parameters },
        clickhouse_settings: call.settings,
        abort_signal: signal,
      }),
    );
  }

  /** What a statement answers that takes no FORMAT, as the server writes it. */
  answerText(sql: string, name: string): Promise<string> {
    const call = this.#callOf(name, QUERY_TIMEOUT, {}, {});
    return runCall(call, async (signal) => {
      const { stream } = await this.#pool('reading', name).exec({
        query: sql,
        clickhouse_settings: { ...call.settings, wait_end_of_query: 1 },
        abort_signal: signal,
      });
      return (await buffer(stream)).toString('utf8');
    });
  }

  /** Executes a statement file that answers with no rows. Resolves when the server has finished it. */
  command(name: SqlName, parameters: SqlParameters = {}, options: CallOptions = {}): Promise<void> {
    return this.commandText(this.sqlFiles.statement(name), parameters, name, options);
  }

  /** The same for a statement that was compiled; `name` is what logs and errors call it. */
  commandText(
    sql: string,
    parameters: SqlParameters,
    name: string,
    options: CallOptions = {},
  ): Promise<void> {
    const { session } = options;
    if (session && !session.isNew && !this.isSessionHere(session.id))
      return Promise.reject(forgottenSession(name));
    const call = this.#callOf(name, COMMAND_TIMEOUT, options, parameters);
    return runCall(call, async (signal) => {
      if (this.#replica && isMutation(call)) await syncForMutation(this.#replica);
      await this.#pool('writing', name).command({
        query: sql,
        query_params: { ...parameters },
        clickhouse_settings: {
          ...UNCOMPILED,
          ...call.settings,
          ...sessionCheck(options.session),
          wait_end_of_query: 1,
        },
        ...(options.session && { session_id: options.session.id }),
        abort_signal: signal,
      });
    });
  }

  /**
   * Has the rows of a statement taken that ends with `FORMAT RowBinary`: as bytes, and no faster than they are read.
   * What breaks on the way is an error of the stream.
   */
  readBinary(
    sql: string,
    parameters: SqlParameters,
    name: string,
    take: (rows: Readable) => Promise<void>,
    options: CallOptions = {},
  ): Promise<void> {
    const call = this.#callOf(name, STREAM_TIMEOUT, options, parameters);
    return runCall(call, async (signal) => {
      const { stream } = await this.#pool('streaming', name).exec({
        query: sql,
        query_params: { ...parameters },
        clickhouse_settings: call.settings,
        abort_signal: signal,
      });
      const leave = () => {
        stream.destroy(new Error('aborted'));
      };
      signal.addEventListener('abort', leave, { once: true });
      try {
        await take(stream);
      } finally {
        signal.removeEventListener('abort', leave);
        stream.destroy();
      }
    });
  }

  /**
   * Inserts rows that are already in ClickHouse's RowBinary format, columns in the given order. Resolves when
   * the server has written them; exactly these bytes are sent.
   */
  insertBinary(
    table: string,
    columns: readonly string[],
    rows: Buffer | Readable,
    options: CallOptions = {},
  ): Promise<void> {
    const name = `insert into ${table}`;
    const sql = insertStatement(table, columns);
    const call = this.#callOf(name, INSERT_TIMEOUT, options, {});
    return runCall(call, async (signal) => {
      const { stream } = await this.#pool('writing', name).exec({
        query: sql,
        values: Buffer.isBuffer(rows) ? Readable.from([rows], { objectMode: false }) : rows,
        clickhouse_settings: { ...call.settings, async_insert: 0, wait_end_of_query: 1 },
        abort_signal: signal,
      });
      signal.addEventListener(
        'abort',
        () => {
          stream.destroy(new Error('aborted'));
        },
        { once: true },
      );
      await buffer(stream);
    });
  }

  /** Resolves when the server answers this user; says nothing of the database or its tables. */
  async ping(): Promise<void> {
    const call = this.#callOf('ping', PING_TIMEOUT, {}, {});
    await againIfCutOff(call, (pool) =>
      runCall(call, async (signal) => {
        const client = this.#pool(pool ?? 'reading', 'ping');
        const result = await client.ping({ select: true, abort_signal: signal });
        if (!result.success) throw result.error;
      }),
    );
  }

  /** Ends the connections. Calls under way fail. */
  async close(): Promise<void> {
    const pools = this.#pools;
    this.#pools = undefined;
    if (pools) await closePools(pools);
  }

  #callOf(statement: string, timeout: number, options: CallOptions, parameters: SqlParameters): Call {
    const timeoutMs = options.timeoutMs ?? timeout;
    return {
      statement,
      parameters,
      timeoutMs,
      signal: options.signal,
      ...(this.#replica && { left: () => this.#leaving.signal }),
      settings: {
        max_execution_time: Math.ceil(timeoutMs / 1000),
        log_comment: statement,
        ...options.settings,
      },
    };
  }

  #pool(kind: keyof Pools, statement: string): ClickHouseClient {
    if (this.#pools) return this.#pools[kind];
    throw new ClickHouseError({
      code: 'CLICKHOUSE_UNREACHABLE',
      statement,
      detail: 'the server has not been started yet, or was stopped',
    });
  }
}

/** Of any number of calls under way. */
function leaving(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

/** Sent like settings, though it is none. */
function sessionCheck(session: StatementSession | undefined): ClickHouseSettings {
  return session === undefined || session.isNew ? {} : { session_check: 1 };
}

async function closePools(pools: Pools): Promise<void> {
  await Promise.all(Object.values(pools).map((pool: ClickHouseClient) => pool.close()));
}
