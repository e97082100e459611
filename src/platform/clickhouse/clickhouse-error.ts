/**
 * What became of a call:
 * - `CLICKHOUSE_REFUSED`: the server answered with an error;
 * - `CLICKHOUSE_UNREACHABLE`: no connection, so nothing was executed;
 * - `CLICKHOUSE_TIMEOUT`: no answer in time;
 * - `CLICKHOUSE_CUT_OFF`: the connection broke before the whole answer was here.
 */
export type ClickHouseErrorCode =
  'CLICKHOUSE_REFUSED' | 'CLICKHOUSE_UNREACHABLE' | 'CLICKHOUSE_TIMEOUT' | 'CLICKHOUSE_CUT_OFF';

export interface ClickHouseErrorDetails {
  readonly code: ClickHouseErrorCode;
  /** The name of the statement, such as `queries/freshness`. */
  readonly statement: string;
  readonly detail: string;
  readonly serverCode?: number | undefined;
  readonly serverType?: string | undefined;
  readonly isParameterTooLong?: boolean;
  readonly network?: string | undefined;
}

/** A statement failed. The message names it and holds no password, no parameter values and no data. */
export class ClickHouseError extends Error {
  readonly code: ClickHouseErrorCode;
  readonly statement: string;
  /** ClickHouse's own number of the error, such as 60, when it gave one. */
  readonly serverCode: number | undefined;
  /** ClickHouse's own name of the error, such as `UNKNOWN_TABLE`, when it gave one. */
  readonly serverType: string | undefined;
  /** A value is longer than the server takes; shorter ones, or fewer in a list, would do. */
  readonly isParameterTooLong: boolean;
  /** The code of the network's error, such as `ECONNREFUSED`, when it was that. */
  readonly network: string | undefined;

  constructor(details: ClickHouseErrorDetails) {
    super(`ClickHouse: ${details.statement} failed: ${details.detail}`);
    this.name = 'ClickHouseError';
    this.code = details.code;
    this.statement = details.statement;
    this.serverCode = details.serverCode;
    this.serverType = details.serverType;
    this.isParameterTooLong = details.isParameterTooLong ?? false;
    this.network = details.network;
  }

  /**
   * True when the statement may have been executed all the same: the answer was lost, or is late. False when
   * the server said no, or was never reached. (An insert that the server broke off in the middle may have
   * written some of its blocks: whoever must have each row once looks, whatever this says.)
   */
  get outcomeUnknown(): boolean {
    return this.code === 'CLICKHOUSE_TIMEOUT' || this.code === 'CLICKHOUSE_CUT_OFF';
  }
}
