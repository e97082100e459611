import { createHash } from 'node:crypto';
import type { AlertRules } from '../../platform/rules/alert-rules';
import type { KnownChoices } from '../choices/known-choices';
import type { Notice } from '../notices/notice';
import type { AlertChange } from './alert-history';
import { alertNotice } from './alert-notice';
import type { SomeNews, Told } from './alert-notice';
import { ended, initialState } from './alert-state';
import type { AlertState } from './alert-state';
import { JUDGED } from './alert-states';
import type { KeptState, KnownStates } from './alert-states';
import { chosenStep } from './chosen-step';
import type { Round } from './finding';

/** A state that is another one now. */
export interface ChangedState {
  readonly state: KeptState;
  /** `undefined`: nothing that anybody will ask about. */
  readonly change: Omit<AlertChange, 'ruleThen'> | undefined;
  /** Whether whoever looks again after a crash would call the same news by another name. */
  readonly isOfNow: boolean;
}

export interface AlertAndNotice {
  readonly alert: AlertRules;
  readonly notice: Notice;
}

/** What a look has changed, in order. */
export interface Judged {
  readonly changed: readonly ChangedState[];
  readonly notices: readonly AlertAndNotice[];
}

const BASES = new WeakMap<AlertRules, string>();

/** Names what a rule looks at: with another one it is judged afresh. Who is told, and when, is none of it. */
export function basisOf(alert: AlertRules): string {
  const known = BASES.get(alert);
  if (known !== undefined) return known;
  const { condition, accounts, teams, pages, copilot } = alert;
  const text = JSON.stringify([condition, accounts, teams, pages, copilot]);
  const basis = createHash('sha256').update(text).digest('hex').slice(0, 32);
  BASES.set(alert, basis);
  return basis;
}

/**
 * What becomes of an alert with what was found of it. What it looked at before its rule was changed is over without a
 * word, and so is what it is about no more.
 * @param rounds in order of time
 * @param now in milliseconds
 * @param isHeard whether people want to be told now
 */
export function judgeRounds(
  alert: AlertRules,
  rounds: readonly Round[],
  known: KnownStates,
  {
    now,
    isHeard,
    choices,
  }: { readonly now: number; readonly isHeard: boolean; readonly choices: KnownChoices },
): Judged {
  const basis = basisOf(alert);
  const states = new Map(known.allOf(alert.name).map((state) => [state.about, state]));
  const changed = [...states.values()]
    .filter((state) => state.basis !== basis)
    .map((state) => endedQuietly(state, now, basis, 'changed'));
  for (const { state } of changed) states.set(state.about, state);
  const notices: AlertAndNotice[] = [];
  for (const { at, findings, judgedUntil, judged } of rounds) {
    const told = new Map<SomeNews, Told[]>();
    const moved: ChangedState[] = [];
    for (const { about, found, say } of findings) {
      // As most looks at most alerts find: there is nothing to end.
      if (found !== 'so' && found !== 'error' && !states.has(about)) continue;
      // A window of some days ago is told now, or not at all.
      const isMuted = choices.muted(alert.name, about, now) !== undefined;
      const before = states.get(about);
      const next = chosenStep(
        before ?? initialState(at),
        found,
        at,
        { alert, about, choices },
        isHeard && !isMuted,
      );
      const { state: after } = next;
      const news = isMuted ? undefined : next.news;
      if (isSame(before, after)) continue;
      const said = say();
      const state = { ...after, rule: alert.name, about, basis, found: said.data };
      states.set(about, state);
      // That it is over is about the time that it was.
      const isOver = (news === 'resolved' || news === 'no_data') && before !== undefined;
      const named = isOver ? { ...state, firing: before.firing } : state;
      if (news !== undefined) told.set(news, [...(told.get(news) ?? []), { state: named, said }]);
      const { rule, state: stateName, found: figures } = state;
      const change = { rule, about, at, state: stateName, news, notice: '', why: 'judged', found: figures };
      moved.push({ state, change: { ...change, why: 'judged' }, isOfNow: at === now });
    }
    const ids = new Map<SomeNews, string>();
    for (const [news, all] of told) {
      const notice = alertNotice(alert, news, all, new Date(now));
      ids.set(news, notice.id);
      notices.push({ alert, notice });
    }
    changed.push(...moved.map((one) => withNotice(one, ids)));
    if (judgedUntil !== undefined) {
      const found = { ...judged };
      const mark = { ...initialState(judgedUntil), rule: alert.name, about: JUDGED, basis, found };
      const before = known.of(alert.name, JUDGED);
      const isNew = before?.since !== judgedUntil || judged?.isFinal !== before.found['isFinal'];
      if (isNew) changed.push({ state: mark, change: undefined, isOfNow: false });
    }
    if (findings.every(({ found }) => found !== 'error')) {
      const there = new Set(findings.map(({ about }) => about));
      const gone = [...states.values()].filter(({ about, state }) => !there.has(about) && isOngoing(state));
      for (const state of gone) {
        const over = endedQuietly(state, at, basis, 'judged');
        states.set(state.about, over.state);
        changed.push(over);
      }
    }
  }
  return { changed, notices };
}

/** Whether there is anything to end. */
function isOngoing(state: AlertState['state']): boolean {
  return state !== 'ok' && state !== 'no_data';
}

/** Of a rule that is gone from the file, or is another one: what it was is over, and nobody is told. */
export function endedQuietly(
  before: KeptState,
  now: number,
  basis: string,
  why: AlertChange['why'],
): ChangedState {
  const state = { ...before, ...ended(before, now), basis };
  const { rule, about, found } = before;
  const change = { rule, about, at: now, state: state.state, news: undefined, notice: '', why, found };
  return { state, change: isOngoing(before.state) ? change : undefined, isOfNow: true };
}

function withNotice(one: ChangedState, ids: ReadonlyMap<SomeNews, string>): ChangedState {
  const news = one.change?.news;
  if (one.change === undefined || news === undefined) return one;
  return { ...one, change: { ...one.change, notice: ids.get(news) ?? '' } };
}

/** Where nobody was told anything, too little to say is no news, nor is enough again: so it is each night. */
function isSame(before: KeptState | undefined, after: AlertState): boolean {
  const isQuiet = !isOngoing(after.state) && !after.isTold;
  if (before === undefined) return isQuiet;
  if (isQuiet && !isOngoing(before.state) && !before.isTold) return true;
  const { state, since, firing, isTold, toldAt } = before;
  return (
    state === after.state &&
    since === after.since &&
    firing === after.firing &&
    isTold === after.isTold &&
    toldAt === after.toldAt
  );
}
