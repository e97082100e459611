import type { SinkRefusal } from '../spool/delivery-sink';
import { WEBHOOK_REFUSALS } from './webhook-answers';
import type { RefusalCode } from './webhook-answers';

/** What became of the deliveries of one account. */
export class AccountCounters {
  /** Answered 200 because they are on disk. */
  accepted = 0;
  challenges = 0;
}

/** How often the sink refused for one reason. */
export interface SinkRefusals {
  readonly refusal: SinkRefusal;
  times: number;
}

/** What became of the requests since the start. */
export class WebhookCounters {
  readonly accounts = new Map<string, AccountCounters>();
  /** Signed POSTs whose URL is no account's: deliveries of SignalZen, most likely, and lost. */
  misdirected = 0;
  /** Requests whose sender went away, or was closed for being slow, before the body was complete. */
  aborted = 0;
  /** Requests refused by the sink before their body was read, by the code of the reason. */
  readonly refusedBySink = new Map<string, SinkRefusals>();
  /** Requests refused by the edge, by reason. */
  readonly refused: Record<RefusalCode, number>;
  /** Requests with a missing, malformed or wrong signature, by account. */
  readonly signatureFailures = new Map<string, number>();

  constructor() {
    this.refused = Object.fromEntries(Object.keys(WEBHOOK_REFUSALS).map((code) => [code, 0])) as Record<
      RefusalCode,
      number
    >;
  }

  /** Of all accounts. */
  get challenges(): number {
    return [...this.accounts.values()].reduce((sum, { challenges }) => sum + challenges, 0);
  }

  /** Deliveries of all accounts answered 200 because they are on disk. */
  get accepted(): number {
    return [...this.accounts.values()].reduce((sum, { accepted }) => sum + accepted, 0);
  }

  /** The counters of an account, for the receiver to count with. */
  addAccount(name: string): AccountCounters {
    const counters = new AccountCounters();
    this.accounts.set(name, counters);
    return counters;
  }

  countSinkRefusal(refusal: SinkRefusal): void {
    const known = this.refusedBySink.get(refusal.code);
    if (known) known.times += 1;
    else this.refusedBySink.set(refusal.code, { refusal, times: 1 });
  }

  countSignatureFailure(account: string): void {
    this.signatureFailures.set(account, (this.signatureFailures.get(account) ?? 0) + 1);
  }
}
