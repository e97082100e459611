import { Inject, Injectable } from '@nestjs/common';
import { Computing } from '../../compute/rollups/computing';
import { BadInput } from '../../answer/measures/bad-input';
import { AwayShards } from '../../answer/shards/away-shards';
import { asPartOf } from '../../answer/shards/current-question';
import type { Shard } from '../../platform/clickhouse/shards';
import { LOG } from '../../platform/logging/logging.module';
import type { Log } from '../../platform/logging/log';
import type { AlertRules } from '../../platform/rules/alert-rules';
import type { Rules } from '../../platform/rules/rules';
import { RulesInForce } from '../../platform/rules/rules-in-force';
import { receiversOf } from '../channels/sender-of';
import { Choices } from '../choices/choices';
import type { KnownChoices } from '../choices/known-choices';
import { Outbox } from '../outbox/outbox';
import type { Letter } from '../outbox/outbox';
import { AlertHistory } from './alert-history';
import type { AlertChange } from './alert-history';
import { AlertStates } from './alert-states';
import type { KnownStates } from './alert-states';
import { EventAlerts } from './event-alerts';
import type { Round } from './finding';
import { Hearing } from './hearing';
import { endedQuietly, judgeRounds } from './judge-rounds';
import type { AlertAndNotice, ChangedState, Judged } from './judge-rounds';
import { Looks } from './looks';
import type { Look, LookAround } from './looks';
import { questionOf } from './question-of';
import { ScheduleOfLooks } from './schedule-of-looks';
import type { HeardEvent, ToldEvent } from './told-event';

/** Milliseconds of a look after which no more is asked. */
const MAX_ASKING = 500;

/** Judges the alerts of the rules, and puts what people are to be told into the outbox. */
@Injectable()
export class Alerts {
  private readonly schedule = new ScheduleOfLooks();
  /** Whether there may be states of rules that are gone. */
  private mayBeLeft = true;
  private listed: { readonly of: Rules['alerts']; readonly alerts: readonly AlertRules[] } | undefined;

  constructor(
    private readonly looks: Looks,
    private readonly events: EventAlerts,
    private readonly states: AlertStates,
    private readonly history: AlertHistory,
    private readonly choices: Choices,
    private readonly outbox: Outbox,
    private readonly computing: Computing,
    private readonly rules: RulesInForce,
    private readonly away: AwayShards,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /**
   * What needs a database that is away waits, where others have the rest.
   * @returns whether there is anything new to send
   */
  async judge(signal?: AbortSignal): Promise<boolean> {
    const rules = this.rules.current;
    if (rules.alerts.size === 0 && !this.mayBeLeft) return false;
    const question = { leftOut: await this.away.now(), asked: new Set<Shard>() };
    return asPartOf(question, () => this.judgeThere(rules, signal));
  }

  private async judgeThere(rules: Rules, signal?: AbortSignal): Promise<boolean> {
    const [look, known] = [await this.looks.look(), await this.states.known()];
    const choices = await this.choices.known();
    const judged = await this.judgeAll(look, { known, choices }, rules);
    const events = await this.events.find(this.listOf(rules), known, look);
    const hearing = new Hearing(rules, look.now);
    const heard = events.told.map((event) => heardOf(event, choices, hearing, look.now));
    const letters = await this.outbox.unknown(
      [...judged.notices, ...heard].flatMap((one) => lettersOf(one, rules)),
    );
    const changed = [...leftBehind(known, rules, look.now), ...judged.changed, ...events.changed];
    if (changed.length + letters.length > 0) {
      const fresh = new Set(letters.map(({ notice }) => notice.id));
      const told = heard.filter(({ notice }) => fresh.has(notice.id));
      if (!(await this.keep({ changed, told, letters }, known, rules, signal))) {
        this.schedule.reset();
        this.events.lookAgain();
        return false;
      }
    }
    events.done();
    this.mayBeLeft = rules.alerts.size > 0;
    return letters.length > 0;
  }

  /** The same list for as long as the rules are the same. */
  private listOf({ alerts }: Rules): readonly AlertRules[] {
    if (this.listed?.of !== alerts) this.listed = { of: alerts, alerts: [...alerts.values()] };
    return this.listed.alerts;
  }

  /** @returns false where another process has judged meanwhile: what it found is what holds */
  private keep(
    { changed, told, letters }: Kept,
    known: KnownStates,
    { alerts }: Rules,
    signal?: AbortSignal,
  ): Promise<boolean> {
    return this.computing.inTurn(async (turn) => {
      if ((await this.states.known()).version !== known.version) return false;
      // Whoever comes after a crash finds what is told by the same name as before, and so puts in nothing twice: that
      // it fires is noted as not told first, and that it is over only once that is in the outbox.
      const begun = changed.filter(({ state, isOfNow }) => state.isTold && isOfNow);
      const untold = begun.map(({ state }) => {
        const toldAt = known.of(state.rule, state.about)?.toldAt ?? 0;
        return { ...state, isTold: false, toldAt };
      });
      await this.states.put(turn, untold);
      const events = told.map((event) => ({ change: changeOf(event), rule: event.alert }));
      await this.history.put(turn, events);
      await this.outbox.put(turn, letters);
      const changes = changed.flatMap(({ change }) =>
        change === undefined ? [] : [{ change, rule: alerts.get(change.rule) }],
      );
      await this.history.put(turn, changes);
      await this.states.put(turn, lastOfEach(changed));
      return true;
    }, signal);
  }

  private async judgeAll(
    look: Look,
    { known, choices }: { readonly known: KnownStates; readonly choices: KnownChoices },
    rules: Rules,
  ): Promise<Judged> {
    const leftOut = this.away.leftOut();
    const due = this.schedule.due(this.listOf(rules), look.now, look.computed);
    const mayAsk = this.schedule.mayAsk();
    const hearing = new Hearing(rules, look.now);
    const startedAt = performance.now();
    const changed: ChangedState[] = [];
    const notices: AlertAndNotice[] = [];
    for (const alert of due) {
      // Whoever waits is not told of later, as others ask much.
      const isLate = performance.now() - startedAt > MAX_ASKING;
      if (isWaiting(alert, leftOut) || (isLate && questionOf(alert) !== undefined)) {
        this.schedule.again(alert);
        continue;
      }
      const rounds =
        look.findAtOnce(alert) ?? (await this.roundsOf(alert, look, { known, together: due, mayAsk }));
      if (rounds === undefined) {
        this.schedule.again(alert);
        continue;
      }
      const judged = judgeRounds(alert, rounds, known, {
        ...{ now: look.now, isHeard: hearing.isHeard(alert), choices },
      });
      changed.push(...judged.changed);
      notices.push(...judged.notices);
    }
    const asking = due.filter(
      (alert) => questionOf(alert) !== undefined || alert.condition.kind === 'change',
    );
    if (asking.length > 0) this.schedule.took(performance.now() - startedAt, asking.length);
    return { changed, notices };
  }

  /** A rule that cannot be judged, as what it names is gone, is told as such; that ClickHouse is gone is not. */
  private async roundsOf(
    alert: AlertRules,
    look: Look,
    around: LookAround,
  ): Promise<readonly Round[] | undefined> {
    try {
      return await look.find(alert, around);
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      this.log.warn({ rule: alert.name, err: error }, 'an alert cannot be judged');
      const title = `the alert ${alert.name} cannot be judged: ${error.message}`;
      const said = { title, titleWhenOver: title, text: [], figures: [], links: [], data: {} };
      return [{ at: look.now, findings: [{ about: '', found: 'error', say: () => said }] }];
    }
  }
}

/** @param leftOut accounts that cannot be asked about */
function isWaiting({ accounts, condition }: AlertRules, leftOut: readonly string[]): boolean {
  if (leftOut.length === 0 || condition.kind === 'backup') return false;
  return accounts.length === 0 || accounts.some((account) => leftOut.includes(account));
}

interface Kept {
  readonly changed: readonly ChangedState[];
  readonly told: readonly HeardEvent[];
  readonly letters: readonly Letter[];
}

/** What happened while its alert was muted, or is found while it is, is noted as muted, so that it is never told. */
function heardOf(event: ToldEvent, choices: KnownChoices, hearing: Hearing, now: number): HeardEvent {
  const { alert, notice } = event;
  const isMuted = [notice.at.getTime(), now].some(
    (time) => choices.muted(alert.name, '', time) !== undefined,
  );
  return { ...event, isMuted, waitMs: hearing.opensIn(alert) };
}

function lettersOf(
  { alert, notice, isMuted, waitMs }: AlertAndNotice & Partial<HeardEvent>,
  { channels }: Rules,
): Letter[] {
  const held = isMuted ? { isMuted } : { ...(waitMs && { waitMs }) };
  return alert.to.flatMap((name) => {
    const channel = channels.get(name);
    if (channel === undefined) return [];
    return receiversOf(channel).map((receiver) => ({
      ...{ rule: alert.name, channel: name, receiver, notice },
      ...held,
    }));
  });
}

/** What rules that are gone from the file had come to: nobody would ever say that it is over. */
function leftBehind(known: KnownStates, { alerts }: Rules, now: number): ChangedState[] {
  return [...known.rules()]
    .filter((rule) => !alerts.has(rule))
    .flatMap((rule) => known.everythingOf(rule))
    .filter(({ basis }) => basis !== '')
    .map((state) => endedQuietly(state, now, '', 'removed'));
}

function lastOfEach(changed: readonly ChangedState[]): ChangedState['state'][] {
  const last = new Map(
    changed.map(({ state }) => [JSON.stringify([state.rule, state.about]), state] as const),
  );
  return [...last.values()];
}

function changeOf({ alert, notice, about, isMuted }: HeardEvent): Omit<AlertChange, 'ruleThen'> {
  return {
    ...{ rule: alert.name, about, at: notice.at.getTime(), state: 'firing' },
    ...{ news: isMuted ? undefined : 'firing', notice: notice.id, why: 'judged', found: notice.data },
  };
}
