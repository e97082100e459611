/** There is no whole answer to a request. The message says why and holds nothing of an answer's body. */
export class ExchangeFailure extends Error {
  readonly code = 'SIGNALZEN_API_NO_ANSWER';

  constructor(
    readonly outcome: 'no_connection' | 'timeout' | 'too_large',
    message: string,
  ) {
    super(message);
    this.name = 'ExchangeFailure';
  }
}
