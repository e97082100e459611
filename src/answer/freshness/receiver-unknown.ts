/** Nobody can say what the receivers have not stored yet: one does not answer, or has not reported. */
export class ReceiverUnknown extends Error {
  readonly code = 'UNAVAILABLE';

  /** @param instead what can be asked for all the same */
  constructor(instead: string) {
    super(
      'What is received and not yet in ClickHouse is not known: a receiver does not answer, or has not reported. ' +
        `Ask for ${instead} instead, which may be null.`,
    );
  }
}
