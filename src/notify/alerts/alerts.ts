import { Inject, Injectable } from '@nestjs/common';
import { Computing } from '../../compute/rollups/computing';
import { BadInput } from '../../answer/measures/bad-input';
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
import { Looks, questionOf } from './looks';
import type { Look, LookAround } from './looks';
import { ScheduleOfLooks } from './schedule-of-looks';
import type { ToldEvent } from './told-event';

/** Milliseconds of a look after which no more is asked. */
const MAX_ASKING = 500;

/** Judges the alerts of the rules, and puts what people are to be told into the outbox. */
@Injectable()
export class Alerts {
  private readonly schedule = new ScheduleOfLooks();
  /** Whether there may be states of rules that are gone. */
  private mayBeLeft = true;

  constructor(
    private readonly looks: Looks,
    private readonly events: EventAlerts,
    private readonly states: AlertStates,
    private readonly history: AlertHistory,
    private readonly choices: Choices,
    private readonly outbox: Outbox,
    private readonly computing: Computing,
    private readonly rules: RulesInForce,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** @returns whether there is anything new to send */
  async judge(signal?: AbortSignal): Promise<boolean> {
    const rules = this.rules.current;
    if (rules.alerts.size === 0 && !this.mayBeLeft) return false;
    const [look, known] = [await this.looks.look(), await this.states.known()];
    const choices = await this.choices.known();
    const judged = await this.judgeAll(look, { known, choices }, rules);
    const events = await this.events.find([...rules.alerts.values()], known, look);
    const heard = events.told.filter(
      ({ alert, notice }) => choices.muted(alert.name, '', notice.at.getTime()) === undefined,
    );
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
    const due = this.schedule.due(rules.alerts.values(), look.now, look.computed);
    const mayAsk = this.schedule.mayAsk();
    const hearing = new Hearing(rules, look.now);
    const startedAt = performance.now();
    const changed: ChangedState[] = [];
    const notices: AlertAndNotice[] = [];
    for (const alert of due) {
      // Whoever waits is not told of later, as others ask much.
      const isLate = performance.now() - startedAt > MAX_ASKING;
      if (isLate && questionOf(alert) !== undefined) {
        this.schedule.again(alert);
        continue;
      }
      const rounds = await this.roundsOf(alert, look, { known, together: due, mayAsk });
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
    if (due.some((alert) => questionOf(alert) !== undefined || alert.condition.kind === 'change'))
      this.schedule.took(performance.now() - startedAt);
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

interface Kept {
  readonly changed: readonly ChangedState[];
  readonly told: readonly ToldEvent[];
  readonly letters: readonly Letter[];
}

function lettersOf({ alert, notice }: AlertAndNotice, { channels }: Rules): Letter[] {
  return alert.to.flatMap((name) => {
    const channel = channels.get(name);
    if (channel === undefined) return [];
    return receiversOf(channel).map((receiver) => ({ rule: alert.name, channel: name, receiver, notice }));
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

function changeOf({ alert, notice, about }: ToldEvent): Omit<AlertChange, 'ruleThen'> {
  return {
    ...{ rule: alert.name, about, at: notice.at.getTime(), state: 'firing', news: 'firing' },
    ...{ notice: notice.id, why: 'judged', found: notice.data },
  };
}
