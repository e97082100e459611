import { Injectable } from '@nestjs/common';
import type { AlertRules } from '../../platform/rules/alert-rules';
import { initialState } from './alert-state';
import type { KnownStates } from './alert-states';
import { ChatEvents } from './chat-events';
import type { Seen } from './chat-events';
import type { SinceWhen, ToldEvent } from './told-event';
import { basisOf, endedQuietly } from './judge-rounds';
import type { ChangedState } from './judge-rounds';
import { UnknownTypes } from './unknown-types';

const KINDS: readonly string[] = ['rating', 'blocked', 'unknownType'];

/** Whether an alert tells of events, each by itself, and has no states. */
function tellsEvents({ condition }: AlertRules): boolean {
  return KINDS.includes(condition.kind);
}

export interface FoundEvents {
  readonly changed: readonly ChangedState[];
  readonly told: readonly ToldEvent[];
  /** To be called once all is told: the next look goes on from there. */
  readonly done: () => void;
}

/**
 * Finds the events that alerts tell of, each once. What was before an alert was there is no news to it, nor is what was
 * more than a day ago: so nothing is told of a backfill, of a rebuild, or of a rule that was just written.
 */
@Injectable()
export class EventAlerts {
  private seen: Seen = new Map();
  private lookedAtTurn: bigint | undefined;
  /** At what nothing had begun, nor was another one. */
  private settled: { readonly own: readonly AlertRules[]; readonly known: KnownStates } | undefined;
  private own: { readonly of: readonly AlertRules[]; readonly alerts: readonly AlertRules[] } | undefined;

  constructor(
    private readonly chats: ChatEvents,
    private readonly types: UnknownTypes,
  ) {}

  /**
   * @param alerts the same list for as long as they are the same
   * @param look of which turn, and when, in milliseconds
   */
  async find(
    alerts: readonly AlertRules[],
    known: KnownStates,
    { now, computed }: { readonly now: number; readonly computed: bigint },
  ): Promise<FoundEvents> {
    if (this.own?.of !== alerts) this.own = { of: alerts, alerts: alerts.filter(tellsEvents) };
    const own = this.own.alerts;
    const isSettled = this.settled?.own === own && this.settled.known === known;
    const changed = isSettled ? [] : own.flatMap((alert) => begun(alert, known, now));
    if (changed.length === 0) this.settled = { own, known };
    const isSeen = changed.length === 0 && this.lookedAtTurn === computed;
    if (isSeen) return { changed, told: [], done: () => undefined };
    const there = own.flatMap((alert): SinceWhen[] => {
      const state = known.of(alert.name, '');
      return state?.basis === basisOf(alert) ? [{ alert, from: state.since }] : [];
    });
    if (there.length === 0) return { changed, told: [], done: () => undefined };
    const [chats, types] = [await this.chats.since(there, this.seen), await this.types.of(there)];
    const done = () => {
      this.seen = chats.seenUntil;
      this.lookedAtTurn = chats.isWhole ? computed : undefined;
    };
    return { changed, told: [...chats.told, ...types], done };
  }

  /** Whatever was found is to be found again: it was not told. */
  lookAgain(): void {
    this.lookedAtTurn = undefined;
  }
}

/** Notes since when an alert is there, or looks at something else. */
function begun(alert: AlertRules, known: KnownStates, now: number): ChangedState[] {
  const { name: rule } = alert;
  const basis = basisOf(alert);
  const before = known.of(rule, '');
  const others = known.allOf(rule).filter((state) => state.basis !== basis);
  const ends = others.map((state) => endedQuietly(state, now, basis, 'changed'));
  if (before !== undefined) return ends;
  const state = { ...initialState(now), rule, about: '', basis, found: {} };
  return [...ends, { state, change: undefined, isOfNow: true }];
}
