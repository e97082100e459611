import { Injectable } from '@nestjs/common';
import type { CallOptions, ClickHouse } from '../../platform/clickhouse/clickhouse';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { Shards } from '../../platform/clickhouse/shards';
import type { Shard } from '../../platform/clickhouse/shards';
import type { SqlName } from '../../platform/clickhouse/sql-files';
import type { SqlParameters } from '../../platform/clickhouse/sql-parameters';
import { isThere } from './away-shards';
import { currentQuestion } from './current-question';
import { mergedPortions } from './merged-portions';
import type { Order, PutTogether, Row } from './put-together';
import { isAway, ShardUnavailable } from './shard-unavailable';
import { LISTS, STATEMENTS } from './statements';

type Statement = keyof typeof STATEMENTS;
type List = keyof typeof LISTS;

/** A statement that was compiled, and what logs call it. */
interface Compiled<Name> {
  readonly name: Name;
  readonly sql: string;
}

/** A database that is asked. */
export interface AskedDatabase {
  readonly shard: Shard;
  readonly clickhouse: ClickHouse;
  /** Whether it has all that is wanted: then nothing is put together. */
  readonly isAlone: boolean;
}

/** What came of asking one. */
interface Failure {
  readonly error: unknown;
  readonly shard: Shard;
}

/** Which part of a list is wanted. */
interface Page {
  readonly limit: number;
  readonly offset: number;
}

/**
 * Asks the databases that have anything of some accounts, at once, and puts together what they answer. Where there is
 * one database, it is asked, and that is all.
 *
 * Accounts are those that a question names; none: it is about all. Statements that are not compiled are files below
 * `clickhouse/`. How answers are put together, {@link STATEMENTS} and {@link LISTS} say.
 *
 * @throws {@link ShardUnavailable} where one of several databases does not answer, and the question does not leave it
 *   out; ClickHouseError
 */
@Injectable()
export class Asking {
  constructor(private readonly shards: Shards) {}

  /** The rows of all of them. */
  async query<Answer>(
    statement: (Statement & SqlName) | Compiled<Statement>,
    accounts: readonly string[],
    parameters: SqlParameters = {},
    options: CallOptions = {},
  ): Promise<Answer[]> {
    const { name, run } = runnerOf(statement);
    const together: PutTogether = STATEMENTS[name];
    const answers = await this.each(accounts, ({ clickhouse }) =>
      run<Answer & Row>(clickhouse, parameters, options),
    );
    return answers.length === 1 ? (answers[0] as Answer[]) : (together(answers) as Answer[]);
  }

  /**
   * A page of a list, which the parameters `limit` and `offset` name. Of several databases each says first which of its
   * rows could be in it; bodies are read of those alone that are.
   */
  async page<Answer>(
    statement: (List & SqlName) | Compiled<List>,
    accounts: readonly string[],
    parameters: SqlParameters & Page,
    options: CallOptions = {},
  ): Promise<Answer[]> {
    const { name, run } = runnerOf(statement);
    const { limit, offset } = parameters;
    const hasBodies = parameters['bodies'] === true;
    const first = { ...parameters, limit: offset + limit, offset: 0 };
    const keys = hasBodies ? { ...first, bodies: false } : first;
    const asked = await this.each(accounts, async ({ clickhouse, isAlone }) => ({
      clickhouse,
      isAlone,
      rows: await (isAlone
        ? run<Answer & Row>(clickhouse, parameters, options)
        : run<Answer & Row>(clickhouse, keys, hasBodies ? {} : options)),
    }));
    const [alone] = asked;
    if (alone?.isAlone === true) return alone.rows;
    const order: Order = LISTS[name];
    const placed = asked.flatMap(({ rows, clickhouse }) => rows.map((row) => ({ row, clickhouse })));
    placed.sort((one, other) => order(one.row, other.row));
    const shown = placed.slice(offset, offset + limit);
    if (!hasBodies) return shown.map(({ row }) => row);
    const parts = await Promise.all(
      asked.map(async ({ clickhouse, rows }) => {
        const own = shown.filter((one) => one.clickhouse === clickhouse);
        const [begin] = own;
        if (begin === undefined) return [];
        const part = { limit: own.length, offset: rows.indexOf(begin.row) };
        return run<Answer & Row>(clickhouse, { ...parameters, ...part }, options);
      }),
    );
    return parts.flat().sort(order);
  }

  /** All rows of a list in portions, in its order, with constant memory. An error may come after some of them. */
  async *stream<Answer>(
    statement: (List & SqlName) | Compiled<List>,
    accounts: readonly string[],
    parameters: SqlParameters,
    options: CallOptions,
  ): AsyncGenerator<Answer[]> {
    const { name, stream } = runnerOf(statement);
    const wanted = this.wanted(accounts);
    const streams = wanted.map((shard) =>
      this.ofShard(stream<Answer & Row>(shard.clickhouse, parameters, options), shard, accounts),
    );
    yield* streams.length === 1 && streams[0] ? streams[0] : mergedPortions(streams, LISTS[name]);
  }

  /** What each of them answers, in the order of the shards. */
  async each<Answer>(
    accounts: readonly string[],
    ask: (database: AskedDatabase) => Promise<Answer>,
  ): Promise<readonly Answer[]> {
    const wanted = this.wanted(accounts);
    const isAlone = wanted.length === 1;
    const settled = await Promise.allSettled(
      wanted.map((shard) => ask({ shard, clickhouse: shard.clickhouse, isAlone })),
    );
    const failures = settled.flatMap((one, index) =>
      one.status === 'rejected' ? [{ error: one.reason as unknown, shard: wanted[index] as Shard }] : [],
    );
    if (failures.length > 0) throw await this.failureOf(failures, accounts);
    return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  }

  /** What the database of one account answers. */
  async ofAccount<Answer>(
    account: string,
    ask: (clickhouse: ClickHouse) => Promise<Answer>,
  ): Promise<Answer> {
    const shard = this.shards.ofAccount(account);
    try {
      return await ask(shard.clickhouse);
    } catch (error) {
      throw await this.failureOf([{ error, shard }], [account]);
    }
  }

  private wanted(accounts: readonly string[]): readonly Shard[] {
    const shards = this.shards.ofAccounts(accounts);
    if (!this.shards.areSeveral) return shards;
    const question = currentQuestion();
    if (question === undefined) return shards;
    const there = shards.filter((shard) => !question.leftOut.has(shard));
    for (const shard of there) question.asked.add(shard);
    return there;
  }

  private async *ofShard<Answer>(
    portions: AsyncIterable<Answer[]>,
    shard: Shard,
    accounts: readonly string[],
  ): AsyncGenerator<Answer[]> {
    try {
      yield* portions;
    } catch (error) {
      throw await this.failureOf([{ error, shard }], accounts);
    }
  }

  /** What the servers said comes before what those did not say that are away. */
  private async failureOf(failures: readonly Failure[], accounts: readonly string[]): Promise<unknown> {
    const [{ error: first } = { error: undefined }] = failures;
    if (!this.shards.areSeveral) return first;
    for (const { error, shard } of failures)
      if (!isAway(error) && !(isLate(error) && !(await isThere(shard)))) return error;
    if (!(first instanceof ClickHouseError) || first instanceof ShardUnavailable) return first;
    const away = failures.flatMap(({ shard }) =>
      accounts.length === 0
        ? this.shards.accountsOn(shard)
        : accounts.filter((account) => this.shards.ofAccount(account) === shard),
    );
    return new ShardUnavailable(away.sort(), first);
  }
}

/** It may be slow, or hang. */
function isLate(error: unknown): boolean {
  return error instanceof ClickHouseError && error.code === 'CLICKHOUSE_TIMEOUT';
}

function runnerOf<Name extends string>(
  statement: (Name & SqlName) | Compiled<Name>,
): {
  readonly name: Name;
  readonly run: <Answer>(
    clickhouse: ClickHouse,
    parameters: SqlParameters,
    options: CallOptions,
  ) => Promise<Answer[]>;
  readonly stream: <Answer>(
    clickhouse: ClickHouse,
    parameters: SqlParameters,
    options: CallOptions,
  ) => AsyncGenerator<Answer[]>;
} {
  if (typeof statement === 'string')
    return {
      name: statement,
      run: (clickhouse, parameters, options) => clickhouse.query(statement, parameters, options),
      stream: (clickhouse, parameters, options) => clickhouse.stream(statement, parameters, options),
    };
  const { name, sql } = statement;
  return {
    name,
    run: (clickhouse, parameters, options) => clickhouse.queryText(sql, parameters, name, options),
    stream: (clickhouse, parameters, options) => clickhouse.streamText(sql, parameters, name, options),
  };
}
