import { Inject, Injectable } from '@nestjs/common';
import { Computing } from '../../compute/rollups/computing';
import { BadInput } from '../../answer/measures/bad-input';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import type { AlertRules } from '../../platform/rules/alert-rules';
import { openIntervals } from '../../platform/rules/open-intervals';
import type { Rules } from '../../platform/rules/rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { receiversOf } from '../channels/sender-of';
import { Choices } from '../choices/choices';
import type { KnownChoices } from '../choices/known-choices';
import type { Notice } from '../notices/notice';
import { Outbox } from '../outbox/outbox';
import type { Letter } from '../outbox/outbox';
import { alertNotice } from './alert-notice';
import type { Told } from './alert-notice';
import { initialState } from './alert-state';
import type { AlertState, News } from './alert-state';
import { AlertStates } from './alert-states';
import type { KeptState, KnownStates } from './alert-states';
import { chosenStep } from './chosen-step';
import type { Finding } from './finding';
import { Looks } from './looks';
import type { Look } from './looks';
import { LowRatings } from './low-ratings';

/** Numbers that are further behind are judged by no alert but that of the data. In milliseconds. */
const STALE = 5 * 60_000;
/** How often each kind is looked at, in milliseconds, though nothing was computed meanwhile: time goes by. */
const EVERY = { waiting: 0, rating: 0, threshold: 30_000, silence: 30_000, data: 10_000 } as const;
/** Each is a question of its own; those that were looked at longest ago come first. */
const MAX_THRESHOLDS_AT_ONCE = 20;

/** What one look has changed. */
interface Judged {
  readonly changed: readonly KeptState[];
  readonly notices: readonly { readonly alert: AlertRules; readonly notice: Notice }[];
}

/** What is known of alerts when they are judged. */
interface Kept {
  readonly known: KnownStates;
  readonly choices: KnownChoices;
}

/** Judges the alerts of the rules, and puts what people are to be told into the outbox. */
@Injectable()
export class Alerts {
  private readonly lookedAt = new Map<string, { readonly at: number; readonly computed: bigint }>();
  /** Up to which version ratings were looked at. */
  private ratingsSeen = 0n;

  constructor(
    private readonly looks: Looks,
    private readonly ratings: LowRatings,
    private readonly states: AlertStates,
    private readonly choices: Choices,
    private readonly outbox: Outbox,
    private readonly computing: Computing,
    private readonly rules: RulesInForce,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @returns whether there is anything new to send */
  async judge(signal?: AbortSignal): Promise<boolean> {
    const rules = this.rules.current;
    if (rules.alerts.size === 0) return false;
    const [look, known] = [await this.looks.look(), await this.states.known()];
    const choices = await this.choices.known();
    const judged = await this.judgeAll(this.dueOf(rules, look), look, { known, choices }, rules);
    const ratings = await this.judgeRatings(rules, { known, choices }, look.now);
    const notices = [...judged.notices, ...ratings.notices];
    const changed = [...judged.changed, ...ratings.changed];
    const letters = await this.outbox.unknown(notices.flatMap((one) => lettersOf(one, rules)));
    if (changed.length + letters.length === 0) {
      this.ratingsSeen = ratings.seenUntil;
      return false;
    }
    const isKept = await this.computing.inTurn(async (turn) => {
      // Another process has judged meanwhile: what it found is what holds, and the next look goes on from there.
      if ((await this.states.known()).version !== known.version) return false;
      // Whoever comes after a crash finds what is told by the same name as before, and so puts in nothing twice: that
      // it fires is noted as not told first, and that it is over only once that is in the outbox.
      for (const state of changed) {
        const toldAt = known.of(state.rule, state.about)?.toldAt ?? 0;
        if (state.isTold) await this.states.put(turn, { ...state, isTold: false, toldAt });
      }
      await this.outbox.put(turn, letters);
      for (const state of changed) await this.states.put(turn, state);
      return true;
    }, signal);
    if (isKept) this.ratingsSeen = ratings.seenUntil;
    else this.lookedAt.clear();
    return isKept && letters.length > 0;
  }

  private dueOf({ alerts }: Rules, { now, computed }: Look): AlertRules[] {
    const looked = ({ name }: AlertRules) => this.lookedAt.get(name) ?? { at: 0, computed: -1n };
    const isDue = (alert: AlertRules) =>
      now - looked(alert).at >= EVERY[alert.condition.kind] ||
      (alert.condition.kind === 'threshold' && looked(alert).computed !== computed);
    const due = [...alerts.values()].filter(isDue);
    const isThreshold = ({ condition }: AlertRules) => condition.kind === 'threshold';
    const thresholds = due.filter(isThreshold).sort((one, other) => looked(one).at - looked(other).at);
    const chosen = [
      ...due.filter((alert) => !isThreshold(alert)),
      ...thresholds.slice(0, MAX_THRESHOLDS_AT_ONCE),
    ];
    for (const { name } of chosen) this.lookedAt.set(name, { at: now, computed });
    return chosen;
  }

  private async judgeAll(
    alerts: readonly AlertRules[],
    look: Look,
    { known, choices }: Kept,
    rules: Rules,
  ): Promise<Judged> {
    const isStale = look.now - look.countedUntil > STALE;
    const changed: KeptState[] = [];
    const notices: { alert: AlertRules; notice: Notice }[] = [];
    for (const alert of alerts) {
      if (isStale && isHeldWhileStale(alert)) continue;
      const { findings, found } = await this.findingsOf(alert, look);
      const told = new Map<Exclude<News, undefined>, Told[]>();
      for (const finding of findings) {
        const before = known.of(alert.name, finding.about);
        const what = found ?? (finding.isSo ? 'so' : 'not so');
        const next = chosenStep(
          before ?? initialState(look.now),
          what,
          look.now,
          { alert, about: finding.about, choices },
          isHeard(alert, rules, look.now),
        );
        if (isSame(before, next.state)) continue;
        const state = { ...next.state, rule: alert.name, about: finding.about, found: finding.data };
        changed.push(state);
        // That it is over is about the time that it was.
        const of =
          next.news === 'resolved' && before !== undefined ? { ...state, firing: before.firing } : state;
        if (next.news !== undefined)
          told.set(next.news, [...(told.get(next.news) ?? []), { finding, state: of }]);
      }
      for (const [news, all] of told)
        notices.push({ alert, notice: alertNotice(alert, news, all, new Date(look.now)) });
    }
    return { changed, notices };
  }

  /** A rule that cannot be judged, as what it names is gone, is told as such; that ClickHouse is gone is not. */
  private async findingsOf(
    alert: AlertRules,
    look: Look,
  ): Promise<{ readonly findings: readonly Finding[]; readonly found?: 'error' }> {
    try {
      return { findings: await look.find(alert) };
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      this.log.warn({ rule: alert.name, err: error }, 'an alert cannot be judged');
      const title = `the alert ${alert.name} cannot be judged: ${error.message}`;
      const about = {
        about: '',
        isSo: false,
        title,
        titleWhenOver: title,
        text: [],
        figures: [],
        links: [],
        data: {},
      };
      return { findings: [about], found: 'error' };
    }
  }

  private async judgeRatings(
    { alerts }: Rules,
    { known, choices }: Kept,
    now: number,
  ): Promise<Judged & { readonly seenUntil: bigint }> {
    const own = [...alerts.values()].filter(({ condition }) => condition.kind === 'rating');
    // Since when each is there: what was before it is no news.
    const states = own.map((alert) => known.of(alert.name, ''));
    const changed = own
      .filter((_, index) => states[index] === undefined)
      .map((alert) => ({ ...initialState(now), rule: alert.name, about: '', found: {} }));
    const there = own.flatMap((alert, index) => {
      const since = states[index]?.since;
      return since === undefined ? [] : [{ alert, from: since }];
    });
    if (there.length === 0) return { changed, notices: [], seenUntil: this.ratingsSeen };
    const { told, seenUntil } = await this.ratings.since(there, this.ratingsSeen);
    const isHeard = ({ alert, notice }: (typeof told)[number]) =>
      choices.muted(alert.name, '', notice.at.getTime()) === undefined;
    return { changed, notices: told.filter(isHeard), seenUntil };
  }
}

function lettersOf({ alert, notice }: { alert: AlertRules; notice: Notice }, { channels }: Rules): Letter[] {
  return alert.to.flatMap((name) => {
    const channel = channels.get(name);
    if (channel === undefined) return [];
    return receiversOf(channel).map((receiver) => ({ rule: alert.name, channel: name, receiver, notice }));
  });
}

/** Judged by numbers of a time that is not counted yet, they would say what is not so. */
function isHeldWhileStale({ condition }: AlertRules): boolean {
  return condition.kind === 'threshold' || condition.kind === 'silence' || condition.kind === 'waiting';
}

/** Whether it is a time at which people want to be told. */
function isHeard({ during }: AlertRules, { schedules }: Rules, now: number): boolean {
  if (during.length === 0) return true;
  const own = during.flatMap((name) => schedules.get(name) ?? []);
  return openIntervals(own, now, now + 1).length > 0;
}

function isSame(before: KeptState | undefined, after: AlertState): boolean {
  if (before === undefined) return after.state === 'ok';
  const { state, since, firing, isTold, toldAt } = before;
  return (
    state === after.state &&
    since === after.since &&
    firing === after.firing &&
    isTold === after.isTold &&
    toldAt === after.toldAt
  );
}
