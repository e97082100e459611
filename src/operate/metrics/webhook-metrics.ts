import { Injectable } from '@nestjs/common';
import { SPOOL_REFUSALS } from '../../receive/spool/refusal';
import { WebhookCounters } from '../../receive/webhook/webhook-counters';
import { MetricsRegistry } from './metrics-registry';

/** What became of the requests at the webhook. */
@Injectable()
export class WebhookMetrics {
  constructor(
    metrics: MetricsRegistry,
    private readonly counters: WebhookCounters,
  ) {
    metrics.counterBy(
      'account',
      {
        name: 'signalzen_deliveries_accepted_total',
        help: 'Deliveries answered 200 because they are on disk.',
      },
      () => [...counters.accounts].map(([account, { accepted }]) => [account, accepted]),
    );
    metrics.counterBy(
      'reason',
      {
        name: 'signalzen_deliveries_refused_total',
        help: 'Requests at the webhook answered with an error, by its code. SignalZen may not send them again.',
      },
      () => this.refusals(),
    );
    metrics.counterBy(
      'account',
      {
        name: 'signalzen_signature_failures_total',
        help: 'Requests whose signature was missing, malformed or wrong, by the account of their URL.',
      },
      () => this.signatureFailures(),
    );
    metrics.counter(
      {
        name: 'signalzen_misdirected_deliveries_total',
        help: 'Signed POSTs to a URL of no account: most likely deliveries of SignalZen, and lost.',
      },
      () => counters.misdirected,
    );
    metrics.counter(
      { name: 'signalzen_challenges_total', help: 'Challenges from SignalZen that were answered.' },
      () => counters.challenges,
    );
    metrics.counter(
      {
        name: 'signalzen_deliveries_aborted_total',
        help: 'Requests that ended, or were closed for being slow, before their body was complete.',
      },
      () => counters.aborted,
    );
  }

  /** Every reason that there is, so that its first refusal already is an increase. */
  private refusals(): Map<string, number> {
    const times = new Map<string, number>(Object.entries(this.counters.refused));
    for (const { code } of Object.values(SPOOL_REFUSALS)) times.set(code, 0);
    for (const [code, refusals] of this.counters.refusedBySink) times.set(code, refusals.times);
    return times;
  }

  private signatureFailures(): [string, number][] {
    const { accounts, signatureFailures } = this.counters;
    return [...accounts.keys()].map((account) => [account, signatureFailures.get(account) ?? 0]);
  }
}
