import { Inject, Injectable } from '@nestjs/common';
import { FreshnessService } from '../../answer/freshness/freshness.service';
import { WarningsService } from '../../answer/freshness/warnings.service';
import { LiveService } from '../../answer/measures/live/live.service';
import { requireMeasure } from '../../answer/measures/registry/measures';
import { NO_FILTER } from '../../answer/measures/stats/dimensions';
import { teamLookup } from '../../answer/measures/stats/teams';
import { UncountedTimes } from '../../answer/measures/stats/uncounted-times';
import type { Counted } from '../../answer/measures/stats/uncounted-times';
import { RulesOfNumbers } from '../../compute/facts/rules-of-numbers';
import { ClickHouse } from '../../platform/clickhouse/clickhouse';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import type { AlertRules } from '../../platform/rules/alert-rules';
import { ReceiverLink } from '../../platform/processes/receiver-link';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import type { KnownStates } from './alert-states';
import { BUDGET_MS, BurningTargets } from './burning-targets';
import { ChangedWindows } from './changed-windows';
import { findData } from './data-condition';
import type { DataState } from './data-condition';
import { findDue } from './due-condition';
import { PageLinks } from './finding';
import type { Finding, Round } from './finding';
import { Measurements, questionKey } from './measurements';
import type { Question } from './measurements';
import { findSilence, UsualContacts } from './silence-condition';
import { findThreshold } from './threshold-condition';
import { findWaiting } from './waiting-condition';
import type { WhoWaits } from './waiting-condition';

/** Of those who wait, the longest: beyond it a rule for few of them sees no more. */
const MAX_WAITING = 10_000;
/** Of all accounts together, and so for one look at all silences. */
const USUAL_FOR_MS = 25_000;

/** Numbers that are further behind are judged by no alert but that of the data. In milliseconds. */
const STALE = 5 * 60_000;

const MAX_WINDOWS_AT_ONCE = 5;

/** Of fewer operator messages in a week, the share that is linked says nothing. */
const ENOUGH_MESSAGES = 20;

export interface LookAround {
  readonly known: KnownStates;
  /** All that are judged by this look: what they share is asked once. */
  readonly together: readonly AlertRules[];
  /** Whether there is time for questions that can wait. */
  readonly mayAsk: boolean;
}

/**
 * What is looked up once for all alerts that are judged together. Nothing is asked that none of them needs.
 */
export class Look {
  private waits: Promise<WhoWaits> | undefined;
  private silences: Promise<readonly { account: string; lastMs: number }[]> | undefined;
  private data: ReturnType<Looks['dataNow']> | undefined;
  private readonly measured = new Map<string, ReturnType<Measurements['of']>>();

  constructor(
    private readonly looks: Looks,
    /** Milliseconds. */
    readonly now: number,
    private readonly counted: Counted,
    /** Another one when anything was computed since. */
    readonly computed: bigint,
  ) {}

  /** How many windows may still be judged by this look: each is several questions. */
  private windowsLeft = MAX_WINDOWS_AT_ONCE;

  private get behindMs(): number | null {
    return this.counted.until === 0 ? null : this.now - this.counted.until;
  }

  /** By numbers of a time that is not counted yet, an alert would say what is not so. */
  get isStale(): boolean {
    return this.now - this.counted.until > STALE;
  }

  /**
   * @returns `undefined`: it waits, as numbers of its time are not counted yet
   * @throws BadInput for what the rules do not know any more; ClickHouseError
   */
  async find(
    alert: AlertRules,
    { known, together, mayAsk: mayAskAtAll }: LookAround,
  ): Promise<readonly Round[] | undefined> {
    const { looks, now, counted } = this;
    const { condition } = alert;
    const isHeld = this.isStale && condition.kind !== 'data';
    if (condition.kind === 'change') {
      if (isHeld) return undefined;
      const mayAsk = () => mayAskAtAll && (this.windowsLeft -= 1) >= 0;
      return looks.windows.find(alert, condition, { known, counted, now, links: looks.links, mayAsk });
    }
    const findings = isHeld ? undefined : await this.findingsOf(alert, looks, together);
    return findings && [{ at: now, findings }];
  }

  private async findingsOf(
    alert: AlertRules,
    looks: Looks,
    together: readonly AlertRules[],
  ): Promise<readonly Finding[] | undefined> {
    const { condition, accounts } = alert;
    switch (condition.kind) {
      case 'waiting':
        return [findWaiting(alert, condition, await (this.waits ??= looks.whoWaits()), looks.links)];
      case 'due': {
        const waits = await (this.waits ??= looks.whoWaits());
        return [findDue(alert, condition, waits, this.now, looks.links)];
      }
      case 'target': {
        const { until, mayGrow } = this.counted;
        if (mayGrow(until - BUDGET_MS, until)) return undefined;
        return looks.burning.find(alert, condition, until, looks.links);
      }
      case 'threshold': {
        const { until } = this.counted;
        if (this.counted.mayGrow(until - condition.overMs, until)) return undefined;
        const measured = await this.measuredOf({ ...alert, ...condition }, together);
        const of = measured.get(condition.measure) ?? { value: null, n: 0, until };
        return [findThreshold(condition, requireMeasure(condition.measure), of, looks.links)];
      }
      case 'silence': {
        const all = await (this.silences ??= looks.lastReceived());
        const chosen = all.filter(({ account }) => accounts.length === 0 || accounts.includes(account));
        return Promise.all(
          chosen.map(async ({ account, lastMs }) => {
            const usual = await looks.usualContacts(account, this.now);
            return findSilence(condition, account, { lastMs, now: this.now, usual }, looks.links);
          }),
        );
      }
      case 'data': {
        const state = await (this.data ??= looks.dataNow());
        return findData(condition, { ...state, behindMs: this.behindMs, now: this.now }, looks.links);
      }
      // Each is told by itself, or window by window.
      case 'change':
      case 'rating':
      case 'blocked':
      case 'unknownType':
        return undefined;
    }
  }

  private measuredOf(question: Question, together: readonly AlertRules[]): ReturnType<Measurements['of']> {
    const key = questionKey(question);
    const known = this.measured.get(key);
    if (known !== undefined) return known;
    const names = together.flatMap((alert) =>
      thresholdKey(alert) === key && alert.condition.kind === 'threshold' ? [alert.condition.measure] : [],
    );
    const measures = [...new Set(names)].map(requireMeasure);
    const asked = this.looks.measurements.of(measures, question, this.counted.until);
    this.measured.set(key, asked);
    return asked;
  }
}

/** What is asked of the numbers again and again; the same for alerts that share it. `undefined`: nothing. */
export function questionOf(alert: AlertRules): string | undefined {
  return alert.condition.kind === 'target' ? `target ${alert.name}` : thresholdKey(alert);
}

function thresholdKey(alert: AlertRules): string | undefined {
  const { condition } = alert;
  return condition.kind === 'threshold' ? questionKey({ ...alert, ...condition }) : undefined;
}

/** Looks up what alerts are judged by. */
@Injectable()
export class Looks {
  readonly links: PageLinks;
  private lookedAt: bigint | undefined;
  private usual: { readonly readAt: number; readonly of: ReadonlyMap<string, UsualContacts> } | undefined;

  constructor(
    readonly measurements: Measurements,
    readonly windows: ChangedWindows,
    readonly burning: BurningTargets,
    private readonly clickhouse: ClickHouse,
    private readonly live: LiveService,
    private readonly freshness: FreshnessService,
    private readonly receiver: ReceiverLink,
    private readonly warnings: WarningsService,
    private readonly uncounted: UncountedTimes,
    private readonly rules: RulesInForce,
    private readonly numbers: RulesOfNumbers,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'publicUrl' | 'signalzenApi'>,
  ) {
    this.links = new PageLinks(settings.publicUrl);
  }

  async look(): Promise<Look> {
    const [row] = await this.clickhouse.query<{ version: string }>('notify/turns');
    const computed = BigInt(row?.version ?? 0);
    // Numbers that were computed meanwhile may be by other rules.
    if (this.lookedAt !== computed) await this.numbers.look();
    this.lookedAt = computed;
    return new Look(this, Date.now(), await this.uncounted.counted(), computed);
  }

  async whoWaits(): Promise<WhoWaits> {
    const waiting = await this.live.waiting(NO_FILTER, 'CALENDAR', MAX_WAITING);
    return { waiting, teamsOf: teamLookup(this.rules.current.teams) };
  }

  async lastReceived(): Promise<readonly { account: string; lastMs: number }[]> {
    const rows = await this.clickhouse.query<{ account: string; last_ms: string }>('notify/last_received');
    return rows.map(({ account, last_ms: last }) => ({ account, lastMs: Number(last) }));
  }

  async dataNow(): Promise<Omit<DataState, 'behindMs' | 'now'>> {
    const [{ coverage }, notUnderstood, linked, received] = await Promise.all([
      this.freshness.now([]),
      this.warnings.deliveriesNotUnderstood(),
      this.leastLinked(),
      this.receiver.figures(),
    ]);
    return { coverage, notUnderstood, linked, lastRefusedAt: received?.lastRefusedAt };
  }

  /** Of the accounts that SignalZen's API can be asked for, the one with the smallest share of linked messages. */
  private async leastLinked(): Promise<DataState['linked']> {
    const { accounts } = this.settings.signalzenApi;
    if (accounts.length === 0) return undefined;
    const [row] = await this.clickhouse.query<{ account: string; share: number }>('notify/least_linked', {
      accounts,
      at_least: ENOUGH_MESSAGES,
    });
    return row;
  }

  /** Looked up once for all accounts. */
  async usualContacts(account: string, now: number): Promise<UsualContacts> {
    if (this.usual === undefined || now - this.usual.readAt > USUAL_FOR_MS) {
      const rows = await this.clickhouse.query<{ account: string; hour: string; contacts: string }>(
        'notify/contacts_by_hour',
      );
      const hours = new Map<string, { hour: number; contacts: number }[]>();
      for (const { account: of, hour, contacts } of rows) {
        const own = hours.get(of) ?? [];
        own.push({ hour: Number(hour) * 1000, contacts: Number(contacts) });
        hours.set(of, own);
      }
      const of = new Map([...hours].map(([name, own]) => [name, new UsualContacts(own, now)]));
      this.usual = { readAt: now, of };
    }
    return this.usual.of.get(account) ?? new UsualContacts([], now);
  }
}
