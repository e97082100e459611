/** What may be kept for some days only, in the order in which it goes. */
export const LIMITED_KINDS = ['texts', 'events', 'facts'] as const;
export type LimitedKind = (typeof LIMITED_KINDS)[number];

/** For how many days each is kept; `undefined`: for good. */
export type KeptDays = Readonly<Record<LimitedKind, number | undefined>>;

export interface RetentionSettings extends KeptDays {
  /** Fewer days are too few for events: see {@link leastEventsDays}. */
  readonly leastEventsDays: number;
}

/** So long after its last event, beside the gap, what was counted of a chat changes by a week that passes at most. */
const DAYS_BESIDES_THE_GAP = 22;
const DAY_SECONDS = 86_400;

/**
 * For how many days events must be kept at least: chats have to be over, and what the spool keeps for longer than
 * ClickHouse would be sent there again.
 */
export function leastEventsDays(idleGapSeconds: number, spoolRetentionSeconds: number): number {
  return Math.max(
    DAYS_BESIDES_THE_GAP + Math.ceil(idleGapSeconds / DAY_SECONDS),
    2 + Math.ceil(spoolRetentionSeconds / DAY_SECONDS),
  );
}

/** What cannot be kept for so long, and why, with what to do; `undefined`: all can. */
export function keptDaysProblem(
  { texts, events, facts }: KeptDays,
  leastEvents: number,
): { readonly kind: LimitedKind; readonly text: string } | undefined {
  if (events !== undefined && (texts === undefined || texts > events))
    return {
      kind: 'events',
      text: `events are kept for ${events} days and texts ${lengthOf(texts)}, but texts go with their events at the latest: limit texts to ${events} days or fewer`,
    };
  if (facts !== undefined && (events === undefined || events > facts))
    return {
      kind: 'facts',
      text: `facts are kept for ${facts} days and events ${lengthOf(events)}, but facts are computed from events: limit events to ${facts} days or fewer`,
    };
  if (events !== undefined && events < leastEvents)
    return {
      kind: 'events',
      text: `events are kept for ${events} days, and must be for ${leastEvents} or more: a chat has to be over for some weeks and for EPISODE_IDLE_GAP_HOURS, and SPOOL_RETENTION_HOURS has to be over`,
    };
  return undefined;
}

function lengthOf(days: number | undefined): string {
  return days === undefined ? 'for good' : `for ${days}`;
}
