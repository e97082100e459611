import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/jobs';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { RefusalLosses } from './refusal-losses';
import type { RefusalCode } from './webhook-answers';
import { WebhookCounters } from './webhook-counters';

const LOOK_MS = 1_000;
/** Between two lines about the same reason. */
const QUIET_MS = 60_000;

/** Reasons of the edge for which a delivery of SignalZen may be refused, and what an operator can do. */
const REMEDIES: Partial<Record<RefusalCode, string>> = {
  GAVE_WAY:
    'Their bodies came in slowly while many others did: somebody sends half bodies, or the line is too narrow.',
  BODY_TOO_LARGE: 'They were larger than WEBHOOK_MAX_BODY_BYTES: raise it if SignalZen sent them.',
  UNSUPPORTED_ENCODING: 'They came with a Content-Encoding: see that the proxy leaves bodies as they are.',
};

interface Refusals {
  readonly reason: string;
  /** Since the start. */
  readonly times: number;
  readonly text: string;
  /** The service itself is in trouble, whoever the sender is. */
  readonly isOurs: boolean;
}

/**
 * Says loudly that deliveries are refused, by reason and how many: SignalZen may not send them again. Within a
 * second of the first one, and then at most once a minute for each reason, so that every refusal is in a line.
 */
@Injectable()
export class RefusalAlarmJob implements OnApplicationShutdown {
  private readonly reported = new Map<string, { times: number; quietUntil: number }>();

  constructor(
    private readonly counters: WebhookCounters,
    private readonly losses: RefusalLosses,
    jobs: Jobs,
    @Inject(LOG) private readonly log: Log,
  ) {
    jobs.addWithoutDatabase({
      name: 'reportRefusals',
      everyMs: LOOK_MS,
      run: () => {
        this.reportRefusals();
      },
      failure: 'refused deliveries could not be reported',
    });
  }

  reportRefusals(): void {
    this.losses.note(this.refusals().reduce((sum, { times }) => sum + times, 0));
    this.reportUnreported(performance.now());
  }

  /** Reports the rest. */
  onApplicationShutdown(): void {
    this.reportUnreported(Infinity);
  }

  private reportUnreported(now: number): void {
    for (const { reason, times, text, isOurs } of this.refusals()) {
      const reported = this.reported.get(reason) ?? { times: 0, quietUntil: -Infinity };
      if (times === reported.times || now < reported.quietUntil) continue;
      this.reported.set(reason, { times, quietUntil: now + QUIET_MS });
      this.log[isOurs ? 'error' : 'warn'](
        { reason, times: times - reported.times, sinceStart: times },
        `Deliveries were refused and may be lost permanently, for SignalZen may not send them again. ${text}`,
      );
    }
  }

  private refusals(): Refusals[] {
    const { refused, refusedBySink } = this.counters;
    const bySink = [...refusedBySink].map(([reason, { refusal, times }]) => ({
      reason,
      times,
      text: refusal.text,
      isOurs: true,
    }));
    const byEdge = Object.entries(REMEDIES).map(([reason, text]) => ({
      reason,
      times: refused[reason as RefusalCode],
      text,
      isOurs: false,
    }));
    return [...bySink, ...byEdge];
  }
}
