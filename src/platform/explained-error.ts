/**
 * What went wrong for a reason that a person can do something about: the message says all of it, in words fit for a
 * terminal, and holds no secret.
 */
export abstract class ExplainedError extends Error {
  abstract readonly code: string;
}
