/** What an HTTP header can carry. The error of a client for anything else would show the secret. */
const SENDABLE = /^[\x21-\x7e]+$/;

/** The secrets of an account: several while one is replaced by another in SignalZen's Console. */
export class AccountSecrets {
  readonly #sendable: readonly string[];
  #accepted: string | undefined;

  /** @param secrets the current one first */
  constructor(secrets: readonly string[]) {
    this.#sendable = secrets.filter((secret) => SENDABLE.test(secret));
  }

  /** Whether there is one that a request can carry at all. */
  get canBeSent(): boolean {
    return this.#sendable.length > 0;
  }

  /** The secret to try next: the one that was accepted last before the others, in their order. */
  next(refused: ReadonlySet<string>): string | undefined {
    const candidates = this.#accepted === undefined ? [] : [this.#accepted];
    return [...candidates, ...this.#sendable].find((secret) => !refused.has(secret));
  }

  /** SignalZen took this one. */
  accept(secret: string): void {
    this.#accepted = secret;
  }
}
