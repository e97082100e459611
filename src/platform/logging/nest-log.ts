import type { LoggerService } from '@nestjs/common';
import type { Log } from './log';

/** Nest's own messages in the service's log: what Nest calls `log` is `debug` here, for it tells of wiring. */
export class NestLog implements LoggerService {
  constructor(private readonly target: Log) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.target.debug({ context: rest.at(-1) }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.target.warn({ context: rest.at(-1) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    // Of a start that fails: whoever began it says so in a line.
    if (rest.at(-1) === 'ExceptionHandler') this.target.debug({ err: message }, 'the start failed');
    else if (message instanceof Error) this.target.error({ err: message }, message.message);
    else
      this.target.error(
        { context: rest.at(-1), stack: rest.length > 1 ? rest[0] : undefined },
        String(message),
      );
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.target.debug({ context: rest.at(-1) }, String(message));
  }
}
