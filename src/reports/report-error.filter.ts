import { Catch, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { refuseWithoutToken } from '../api-token/refuse-without-token';
import { LOG } from '../logging/logging.module';
import type { Log } from '../logging/log';
import { callersError, serversError } from '../measures/contract-error';
import { WithoutToken } from './report-errors';

const RETRY_AFTER_SECONDS = 10;
const LATER = [429, 503];

/** Answers with the error of the contract: the same codes and words as GraphQL's. */
@Catch()
export class ReportErrorFilter implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    if (error instanceof WithoutToken) {
      refuseWithoutToken(response, ['Basic', 'Bearer']);
      return;
    }
    const known = callersError(error);
    if (known === undefined) this.log.error({ err: error }, 'a report failed');
    const { code, status, message } = known ?? serversError(error);
    if (LATER.includes(status)) response.set('Retry-After', String(RETRY_AFTER_SECONDS));
    response.status(status).json({ errors: [{ message, extensions: { code } }] });
  }
}
