import { Inject, Injectable } from '@nestjs/common';
import { ClickHouseConnection } from '../../platform/clickhouse/clickhouse-connection';
import { ClickHouseError } from '../../platform/clickhouse/clickhouse-error';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { callersError, serversError } from './contract-error';
import type { ContractError } from './contract-error';

/** Decides what a caller and the log are told of an error. */
@Injectable()
export class AnswerErrors {
  constructor(
    private readonly connection: ClickHouseConnection,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @param what the beginning of a sentence for the log, such as `a report` */
  contractErrorOf(error: unknown, what: string): ContractError {
    const known = callersError(error);
    if (known !== undefined) return known;
    const message = this.connection.notReadyBecause;
    // Until it is ready, the connection itself says in the log how it is.
    if (message !== undefined && error instanceof ClickHouseError) {
      return { code: 'UNAVAILABLE', status: 503, message };
    }
    this.log.error({ err: error }, `${what} failed`);
    return serversError(error);
  }
}
