/** Why nobody is signed in, in words for the person at the browser. */
export class SignInProblem extends Error {
  readonly status: 400 | 403 | 404 | 503;
  /** For the log, without personal data. */
  readonly reason: string;

  constructor(message: string, { status, reason }: Pick<SignInProblem, 'status' | 'reason'>) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}
