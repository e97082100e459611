import { REFUSALS } from './webhook-answers';
import type { RefusalCode } from './webhook-answers';

/** What became of the requests since the start. */
export class WebhookCounters {
  /** Deliveries answered 200 because they are on disk. */
  accepted = 0;
  challenges = 0;
  /** Requests whose sender went away, or was closed for being slow, before the body was complete. */
  aborted = 0;
  /** Requests refused by the intake before their body was read. */
  refusedByIntake = 0;
  /** Requests refused by the edge, by reason. */
  readonly refused: Record<RefusalCode, number>;
  /** Requests with a missing, malformed or wrong signature, by account. */
  readonly signatureFailures = new Map<string, number>();

  constructor() {
    this.refused = Object.fromEntries(Object.keys(REFUSALS).map((code) => [code, 0])) as Record<
      RefusalCode,
      number
    >;
  }

  countSignatureFailure(account: string): void {
    this.signatureFailures.set(account, (this.signatureFailures.get(account) ?? 0) + 1);
  }
}
