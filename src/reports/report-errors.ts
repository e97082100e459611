/** There is no such report. */
export class UnknownReport extends Error {
  readonly code = 'NOT_FOUND';
}

/** The request brings no token, or a wrong one. */
export class WithoutToken extends Error {
  readonly code = 'UNAUTHENTICATED';
}

/** Too many reports are being sent already. */
export class TooManyReports extends Error {
  readonly code = 'RATE_LIMITED';
}
