/** Why there is no answer, in the terms of what a person can do about it. */
export type PageErrorCode =
  'SIGN_IN' | 'BUSY' | 'UNAVAILABLE' | 'UNREACHABLE' | 'FORBIDDEN' | 'REFUSED' | 'BROKEN';

/** A question to the service that was not answered. */
export class PageError extends Error {
  constructor(
    /**
     * SIGN_IN: no or a wrong token. BUSY, UNAVAILABLE, UNREACHABLE: worth another try. REFUSED: the question was
     * wrong. FORBIDDEN: the token does not show this.
     */
    readonly code: PageErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'PageError';
  }

  /** Whether the same question may be answered in a while. */
  get passes(): boolean {
    return ['BUSY', 'UNAVAILABLE', 'UNREACHABLE'].includes(this.code);
  }
}
