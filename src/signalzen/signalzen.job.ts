import { Inject, Injectable } from '@nestjs/common';
import { backoff } from '../platform/clickhouse/backoff';
import { Jobs } from '../platform/jobs/jobs';
import type { RunResult } from '../platform/jobs/interval-job';
import { LOG } from '../platform/logging/logging.module';
import type { Log } from '../platform/logging/log';
import { ApiResults } from './api-results';
import { AccountApis } from './chats/account-apis';
import { Comparison } from './comparison/comparison';
import { CoverageAlarm } from './comparison/coverage-alarm';
import { Linking } from './linking/linking';

/** All in milliseconds. */
const LINK_EVERY = 15_000;
const COMPARE_EVERY = 3_600_000;
const COMPARE_FIRST_AFTER = 60_000;
/** Chats without anything for so long are compared no more. */
const COMPARED_BACK = 48 * 3_600_000;
const RETRY = { first: 60_000, most: 3_600_000 };
/** Chats read for the sake of links in one go; more wait for the next. */
const MAX_CHATS_FOR_LINKS = 100;

/** When it is an account's turn. */
interface Schedule {
  compareAt: number;
  /** After a failure nothing is asked before this. */
  pausedUntil: number;
  failures: number;
}

/**
 * Asks SignalZen's API what webhooks do not tell: every 15 seconds for the chats of operator messages, and hourly for
 * what is missing of the chats that were active in the last two days. Never in the way of receiving: it asks no more
 * often than `SIGNALZEN_API_RATE`, and what fails is tried again later and later.
 */
@Injectable()
export class SignalZenJob {
  private readonly schedules = new Map<string, Schedule>();

  constructor(
    private readonly apis: AccountApis,
    private readonly linking: Linking,
    private readonly comparison: Comparison,
    private readonly alarm: CoverageAlarm,
    private readonly results: ApiResults,
    private readonly jobs: Jobs,
    @Inject(LOG) private readonly log: Log,
  ) {
    const accounts = this.apis.names();
    if (accounts.length === 0) return;
    const compareAt = Date.now() + COMPARE_FIRST_AFTER;
    for (const account of accounts) this.schedules.set(account, { compareAt, pausedUntil: 0, failures: 0 });
    jobs.add({
      name: 'askSignalZen',
      everyMs: LINK_EVERY,
      run: () => this.takeTurn(),
      failure: "SignalZen's API could not be read, and is tried again soon",
    });
  }

  /** @returns `more` when there is more to link at once */
  private async takeTurn(): Promise<RunResult> {
    const turn = await this.apis.tryTakeTurn();
    if (turn === undefined) {
      this.log.debug('another process is reading from SignalZen');
      return 'done';
    }
    try {
      let isMore = false;
      for (const [account, schedule] of this.schedules) {
        if (await this.attend(account, schedule)) isMore = true;
      }
      return isMore ? 'more' : 'done';
    } finally {
      turn.release();
    }
  }

  /** Never rejects. @returns whether there is more to link at once */
  private async attend(account: string, schedule: Schedule): Promise<boolean> {
    if (this.isStopping() || Date.now() < schedule.pausedUntil) return false;
    try {
      const isMore = await this.link(account);
      if (Date.now() >= schedule.compareAt) {
        await this.compare(account);
        schedule.compareAt = Date.now() + COMPARE_EVERY;
      }
      schedule.failures = 0;
      return isMore;
    } catch (error) {
      if (!this.isStopping()) this.postpone(account, schedule, error);
      return false;
    }
  }

  private postpone(account: string, schedule: Schedule, error: unknown): void {
    schedule.failures += 1;
    this.results.failures += 1;
    const waitMs = backoff(schedule.failures, RETRY);
    schedule.pausedUntil = Date.now() + waitMs;
    this.log.warn(
      { err: error, account, waitMs },
      "SignalZen's API could not be read; webhooks are received as usual, and the API is tried again later",
    );
  }

  /** @returns whether there are more chats to read for it */
  private async link(account: string): Promise<boolean> {
    const result = await this.linking.linkMessages(
      account,
      MAX_CHATS_FOR_LINKS,
      this.jobs.stopping,
      (portion) => {
        this.results.add(portion);
      },
    );
    this.results.messagesNotFound += result.notFound;
    if (result.sought > 0)
      this.log.debug({ account, ...result }, 'looked for the chats of operator messages');
    return result.isMore;
  }

  private async compare(account: string): Promise<void> {
    const since = Date.now() - COMPARED_BACK;
    let nextLinking = Date.now() + LINK_EVERY;
    for await (const portion of this.comparison.compare(account, since, this.jobs.stopping)) {
      this.results.add(portion);
      if (Date.now() < nextLinking) continue;
      // Response times wait for links; the comparison can wait.
      await this.link(account);
      nextLinking = Date.now() + LINK_EVERY;
    }
    if (this.isStopping()) return;
    this.results.lastComparedAt = Date.now();
    await this.alarm.look(account);
  }

  private isStopping(): boolean {
    return this.jobs.stopping.aborted;
  }
}
