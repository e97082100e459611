import { Catch } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AnswerErrors } from '../measures/answer-errors';
import { RETRY_AFTER_SECONDS } from '../measures/contract-error';
import { LinkOver } from './link-over';
import { refuseWithoutToken, WithoutToken } from './token-refusals';

const LATER = [429, 503];

/** Answers a plain request with the error of the contract: the same codes and words as GraphQL's. */
@Catch()
export class AnswerErrorFilter implements ExceptionFilter {
  constructor(private readonly errors: AnswerErrors) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    if (error instanceof WithoutToken) {
      const { headers } = host.switchToHttp().getRequest<Request>();
      // The page has a form of its own: the browser's dialog would cover it.
      const isOfScript = headers['sec-fetch-dest'] === 'empty';
      refuseWithoutToken(response, isOfScript ? ['Bearer'] : ['Basic', 'Bearer'], error.message);
      return;
    }
    if (error instanceof LinkOver) {
      refuseWithoutToken(response, ['Bearer'], error.message);
      return;
    }
    const {
      code,
      status,
      message,
      retryAfterSeconds = RETRY_AFTER_SECONDS,
    } = this.errors.contractErrorOf(error, 'an answer');
    if (LATER.includes(status)) response.set('Retry-After', String(retryAfterSeconds));
    response.status(status).json({ errors: [{ message, extensions: { code } }] });
  }
}
