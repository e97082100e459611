import { Injectable } from '@nestjs/common';
import type { AlertRules } from '../../platform/rules/alert-rules';
import { initialState } from './alert-state';
import type { KnownStates } from './alert-states';
import { ChatEvents } from './chat-events';
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
  private seen = 0n;
  private lookedAtTurn: bigint | undefined;

  constructor(
    private readonly chats: ChatEvents,
    private readonly types: UnknownTypes,
  ) {}

  /** @param look of which turn, and when, in milliseconds */
  async find(
    alerts: readonly AlertRules[],
    known: KnownStates,
    { now, computed }: { readonly now: number; readonly computed: bigint },
  ): Promise<FoundEvents> {
    const own = alerts.filter(tellsEvents);
    const changed = own.flatMap((alert) => begun(alert, known, now));
    const there = own.flatMap((alert): SinceWhen[] => {
      const state = known.of(alert.name, '');
      return state?.basis === basisOf(alert) ? [{ alert, from: state.since }] : [];
    });
    const isAsked = there.length > 0 && (changed.length > 0 || this.lookedAtTurn !== computed);
    if (!isAsked) return { changed, told: [], done: () => undefined };
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
