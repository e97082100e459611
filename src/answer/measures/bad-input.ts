/** An argument cannot be answered; the message says what would be right. */
export class BadInput extends Error {
  readonly code = 'BAD_USER_INPUT';
}

/** An answer would have more rows than the caller wants. It is never cut silently. */
export class ResultTooLarge extends Error {
  readonly code = 'RESULT_TOO_LARGE';
}
