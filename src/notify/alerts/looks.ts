import { Inject, Injectable } from '@nestjs/common';
import { LiveService } from '../../answer/measures/live/live.service';
import { WindowChanges } from '../../answer/measures/changes/window-changes.service';
import { requireMeasure } from '../../answer/measures/registry/measures';
import { NO_FILTER } from '../../answer/measures/stats/dimensions';
import { teamLookup } from '../../answer/measures/stats/teams';
import { UncountedTimes } from '../../answer/measures/stats/uncounted-times';
import type { Counted } from '../../answer/measures/stats/uncounted-times';
import { Asking } from '../../answer/shards/asking';
import { currentQuestion, isPartial } from '../../answer/shards/current-question';
import { GenerationsOfShards } from '../../answer/shards/generations';
import { SETTINGS } from '../../platform/config/config.module';
import type { Settings } from '../../platform/config/settings';
import type { AlertRules } from '../../platform/rules/alert-rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import type { KnownStates } from './alert-states';
import { findBackup } from './backup-condition';
import { BUDGET_MS, BurningTargets } from './burning-targets';
import type { KeptOf } from './burning-targets';
import { ChangedWindows } from './changed-windows';
import { findData } from './data-condition';
import { DataLooks } from './data-looks';
import { findDue } from './due-condition';
import { PageLinks } from './finding';
import type { Finding, Round } from './finding';
import { Measurements } from './measurements';
import type { MeasuredOf, Times } from './measurements';
import { questionOf } from './question-of';
import { SharedChanges } from './shared-changes';
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

/** For so long it is known how far the numbers are, where they are up to date. In milliseconds. */
const LATELY = 10_000;

const MAX_WINDOWS_AT_ONCE = 5;

/** They are not about numbers. */
const NEVER_STALE: readonly AlertRules['condition']['kind'][] = ['data', 'backup'];

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
  private whoWaits: WhoWaits | undefined;
  private silences: Promise<readonly { account: string; lastMs: number }[]> | undefined;
  private data: ReturnType<DataLooks['now']> | undefined;
  private backups: ReturnType<DataLooks['backup']> | undefined;
  private exactly: Promise<Counted> | undefined;
  private changes: SharedChanges | undefined;
  private readonly measured = new Map<string, Promise<MeasuredOf>>();
  private readonly burns = new Map<string, Promise<KeptOf>>();

  constructor(
    private readonly looks: Looks,
    /** Milliseconds. */
    readonly now: number,
    private readonly countedLately: Counted,
    /** Another one when anything was computed since. */
    readonly computed: bigint,
  ) {}

  /** How many windows may still be judged by this look: each is several questions. */
  private windowsLeft = MAX_WINDOWS_AT_ONCE;

  private get behindMs(): number | null {
    const { until } = this.countedLately;
    return until === 0 ? null : this.now - until;
  }

  /** By numbers of a time that is not counted yet, an alert would say what is not so. */
  private get isStale(): boolean {
    return isStale(this.countedLately, this.now);
  }

  /** Before the first question of this look: what is counted meanwhile is taken as not counted, not the other way. */
  private counted(): Promise<Counted> {
    return (this.exactly ??= this.looks.counted());
  }

  /**
   * The same as {@link find}, without a promise for each of the thousands that look at who waits.
   * @returns `undefined`: it is to be looked up
   */
  findAtOnce(alert: AlertRules): readonly Round[] | undefined {
    const { whoWaits, now } = this;
    if (whoWaits === undefined || this.isStale) return undefined;
    const finding = this.findingOf(alert, whoWaits);
    return finding && [{ at: now, findings: [finding] }];
  }

  private findingOf(alert: AlertRules, whoWaits: WhoWaits): Finding | undefined {
    const { condition } = alert;
    const { links } = this.looks;
    if (condition.kind === 'waiting') return findWaiting(alert, condition, whoWaits, links);
    if (condition.kind === 'due') return findDue(alert, condition, whoWaits, this.now, links);
    return undefined;
  }

  /**
   * @returns `undefined`: it waits, as numbers of its time are not counted yet
   * @throws BadInput for what the rules do not know any more; ClickHouseError
   */
  async find(
    alert: AlertRules,
    { known, together, mayAsk: mayAskAtAll }: LookAround,
  ): Promise<readonly Round[] | undefined> {
    const { looks, now } = this;
    const { condition } = alert;
    const isHeld = this.isStale && !NEVER_STALE.includes(condition.kind);
    if (condition.kind === 'change') {
      if (isHeld) return undefined;
      const counted = await this.counted();
      const mayAsk = () => mayAskAtAll && (this.windowsLeft -= 1) >= 0;
      this.changes ??= new SharedChanges(looks.changes, together, counted.mayGrow, mayAsk);
      const around = { known, counted, now, links: looks.links, changes: this.changes };
      return looks.windows.find(alert, condition, around);
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
      case 'due': {
        this.whoWaits = await (this.waits ??= looks.whoWaits());
        const finding = this.findingOf(alert, this.whoWaits);
        return finding && [finding];
      }
      case 'target': {
        const counted = await this.counted();
        const { until, mayGrow } = counted;
        if (mayGrow(until - BUDGET_MS, until)) return undefined;
        const around = { counted, together, asked: this.burns, links: looks.links };
        return looks.burning.find(alert, condition, around);
      }
      case 'threshold': {
        const counted = await this.counted();
        const { until, mayGrow } = counted;
        if (mayGrow(until - condition.overMs, until)) return undefined;
        const measuredOf = await this.measuredOf(alert, condition, together, counted);
        const measured = await measuredOf(alert);
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
        const state = await (this.data ??= looks.data.now());
        return findData(condition, { ...state, behindMs: this.behindMs, now: this.now }, looks.links);
      }
      case 'backup':
        return [findBackup(condition, await (this.backups ??= looks.data.backup(this.now)), looks.links)];
      // Each is told by itself, or window by window.
      case 'change':
      case 'rating':
      case 'blocked':
      case 'unknownType':
        return undefined;
    }
  }

  private measuredOf(
    alert: AlertRules,
    times: Times,
    together: readonly AlertRules[],
    counted: Counted,
  ): Promise<MeasuredOf> {
    const key = questionOf(alert) ?? '';
    const known = this.measured.get(key);
    if (known !== undefined) return known;
    const sharing = together.filter((alert) => questionOf(alert) === key);
    const names = sharing.flatMap(({ condition }) =>
      condition.kind === 'threshold' ? [condition.measure] : [],
    );
    const measures = [...new Set(names)].map(requireMeasure);
    const asked = this.looks.measurements.of(measures, times, sharing, counted);
    this.measured.set(key, asked);
    return asked;
  }
}

function isStale({ until }: Counted, now: number): boolean {
  return now - until > STALE;
}

/** Looks up what alerts are judged by. */
@Injectable()
export class Looks {
  readonly links: PageLinks;
  private lookedAt: bigint | undefined;
  private lately: { readonly counted: Counted; readonly readAt: number } | undefined;
  private usual: { readonly readAt: number; readonly of: ReadonlyMap<string, UsualContacts> } | undefined;

  constructor(
    readonly measurements: Measurements,
    readonly windows: ChangedWindows,
    readonly changes: WindowChanges,
    readonly burning: BurningTargets,
    readonly data: DataLooks,
    private readonly asking: Asking,
    private readonly live: LiveService,
    private readonly uncounted: UncountedTimes,
    private readonly rules: RulesInForce,
    private readonly generations: GenerationsOfShards,
    @Inject(SETTINGS) { publicUrl }: Pick<Settings, 'publicUrl'>,
  ) {
    this.links = new PageLinks(publicUrl);
  }

  async look(): Promise<Look> {
    const [row] = await this.asking.query<{ version: string }>('notify/turns', []);
    const computed = BigInt(row?.version ?? 0);
    // Numbers that were computed meanwhile may be by other rules.
    if (this.lookedAt !== computed) await this.generations.look(currentQuestion()?.asked);
    this.lookedAt = computed;
    const now = Date.now();
    return new Look(this, now, await this.countedLately(now), computed);
  }

  async counted(): Promise<Counted> {
    const counted = await this.uncounted.counted();
    this.lately = { counted, readAt: performance.now() };
    return counted;
  }

  /** Most looks need to know no more than whether the numbers are up to date by and large. */
  private async countedLately(now: number): Promise<Counted> {
    const { lately } = this;
    const isKnown = lately !== undefined && performance.now() - lately.readAt < LATELY;
    return isKnown && !isStale(lately.counted, now) ? lately.counted : this.counted();
  }

  async whoWaits(): Promise<WhoWaits> {
    const waiting = await this.live.waiting(NO_FILTER, 'CALENDAR', MAX_WAITING);
    return { waiting, teamsOf: teamLookup(this.rules.current.teams) };
  }

  async lastReceived(): Promise<readonly { account: string; lastMs: number }[]> {
    const rows = await this.asking.query<{ account: string; last_ms: string }>('notify/last_received', []);
    return rows.map(({ account, last_ms: last }) => ({ account, lastMs: Number(last) }));
  }

  /** Looked up once for all accounts. */
  async usualContacts(account: string, now: number): Promise<UsualContacts> {
    if (this.usual === undefined || now - this.usual.readAt > USUAL_FOR_MS) {
      const rows = await this.asking.query<{ account: string; hour: string; contacts: string }>(
        'notify/contacts_by_hour',
        [],
      );
      const hours = new Map<string, { hour: number; contacts: number }[]>();
      for (const { account: of, hour, contacts } of rows) {
        const own = hours.get(of) ?? [];
        own.push({ hour: Number(hour) * 1000, contacts: Number(contacts) });
        hours.set(of, own);
      }
      const of = new Map([...hours].map(([name, own]) => [name, new UsualContacts(own, now)]));
      // What is left out is to be looked up as soon as it is there.
      if (!isPartial()) this.usual = { readAt: now, of };
      return of.get(account) ?? new UsualContacts([], now);
    }
    return this.usual.of.get(account) ?? new UsualContacts([], now);
  }
}
