import { Catch, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { Response } from 'express';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { AnswerErrors } from '../measures/answer-errors';
import { sendProblemPage } from './problem-page';
import { SignInProblem } from './sign-in-problem';

/** Answers a person whose sign-in failed with a page that says why. */
@Catch()
export class SignInPageFilter implements ExceptionFilter {
  constructor(
    private readonly errors: AnswerErrors,
    @Inject(LOG) private readonly log: Log,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    response.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
    if (error instanceof SignInProblem) {
      const { status, reason, message } = error;
      this.log.warn({ reason }, 'a sign-in failed');
      sendProblemPage(response, { status, message, canTryAgain: status !== 404 });
      return;
    }
    sendProblemPage(response, { ...this.errors.contractErrorOf(error, 'a sign-in'), canTryAgain: true });
  }
}
