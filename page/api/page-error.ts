/** Why there is no answer, in the terms of what a person can do about it. */
export type PageErrorCode =
  'SIGN_IN' | 'BUSY' | 'UNAVAILABLE' | 'UNREACHABLE' | 'OFFLINE' | 'FORBIDDEN' | 'REFUSED' | 'BROKEN';

/** A question to the service that was not answered. */
export class PageError extends Error {
  readonly isOfService: boolean;

  constructor(
    /**
     * SIGN_IN: no or a wrong token. BUSY, UNAVAILABLE, UNREACHABLE, OFFLINE: worth another try. REFUSED: the
     * question was wrong. FORBIDDEN: the token does not show this.
     */
    readonly code: PageErrorCode,
    message: string,
    options?: ErrorOptions & {
      /** The words are the service's own, in English. */
      readonly isOfService?: boolean;
    },
  ) {
    super(message, options);
    this.name = 'PageError';
    this.isOfService = options?.isOfService ?? false;
  }
}

/** Whether what went wrong is worth another try in a while. */
export function mayPass(error: unknown): boolean {
  return error instanceof PageError && ['BUSY', 'UNAVAILABLE', 'UNREACHABLE', 'OFFLINE'].includes(error.code);
}
