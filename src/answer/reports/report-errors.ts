/** There is no such report. */
export class UnknownReport extends Error {
  readonly code = 'NOT_FOUND';
}

/** Too many reports are being sent already. */
export class TooManyReports extends Error {
  readonly code = 'RATE_LIMITED';
}
