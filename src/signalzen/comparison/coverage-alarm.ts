import { Inject, Injectable } from '@nestjs/common';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import { coverageOf, CoverageService } from '../../answer/freshness/coverage.service';
import { ApiResults } from '../api-results';

const DAY = 86_400_000;
/** Less is a fault: SignalZen repeats no webhook, and all of them should come. */
const COVERAGE_THRESHOLD = 0.99;
/** A further fall by so much is reported again. */
const STEP = 0.05;

/** Says when webhooks tell less than what happened. */
@Injectable()
export class CoverageAlarm {
  private readonly reported = new Map<string, number>();

  constructor(
    private readonly coverage: CoverageService,
    private readonly results: ApiResults,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Looks at today and yesterday (UTC) of an account. @throws ClickHouseError */
  async look(account: string): Promise<void> {
    const now = Date.now();
    const days = await this.coverage.byDay({ from: now - DAY, to: now }, [account]);
    const coverage = coverageOf(days);
    if (coverage === null) {
      this.results.coverage.delete(account);
      return;
    }
    this.results.coverage.set(account, coverage);
    const reported = this.reported.get(account);
    if (coverage >= COVERAGE_THRESHOLD) {
      if (reported !== undefined) this.log.info({ account, coverage }, 'webhooks are nearly complete again');
      this.reported.delete(account);
    } else if (reported === undefined || coverage <= reported - STEP) {
      this.reported.set(account, coverage);
      this.warn(account, coverage, days);
    }
  }

  private warn(account: string, coverage: number, days: Awaited<ReturnType<CoverageService['byDay']>>): void {
    const sum = (of: (day: (typeof days)[number]) => number) =>
      days.reduce((total, day) => total + of(day), 0);
    this.log.warn(
      {
        account,
        coverage: Math.round(coverage * 1000) / 1000,
        messagesShown: sum((day) => day.messagesShown),
        messagesReceived: sum((day) => day.messagesReceived),
        chatsShown: sum((day) => day.chatsShown),
        chatsReceived: sum((day) => day.chatsReceived),
      },
      'webhooks are incomplete: since yesterday SignalZen shows more than was received. What its API ' +
        'shows was filled in; closures, ratings and copilot switches cannot be. Check in the Console that webhooks ' +
        'for every event type point to this service, and here whether deliveries were refused ' +
        '(signalzen_deliveries_refused_total). If the webhooks were set up only now, nothing is wrong.',
    );
  }
}
