/** Nobody can say what the receivers have not stored yet: none answers here, or they are on other machines. */
export class ReceiverUnknown extends Error {
  readonly code = 'UNAVAILABLE';

  /** @param instead what can be asked for all the same */
  constructor(instead: string) {
    super(
      'What is received and not yet in ClickHouse is not known here: the receiver does not answer, or is on another ' +
        `machine. Ask for ${instead} instead, which may be null.`,
    );
  }
}
