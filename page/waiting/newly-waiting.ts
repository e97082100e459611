import { MAX_WAITING } from '../api/waiting';
import type { Waiting } from '../api/waiting';

/** Who has come to the list since it was asked for before. */
export interface NewlyWaiting {
  readonly began: readonly Waiting[];
  /** Those whose first target has passed since. */
  readonly breached: readonly Waiting[];
}

/** Who waits, and as of when: UTC milliseconds by the service's clock. */
export interface WaitingAt {
  readonly waiting: readonly Waiting[];
  readonly at: number;
}

/** What a person should be told who has seen the list as it was before. */
export function newlyWaiting(before: WaitingAt, now: WaitingAt): NewlyWaiting {
  const known = new Set(before.waiting.map(waitKey));
  // Of a full list somebody may come to the end of it who has waited all along.
  const began =
    before.waiting.length < MAX_WAITING ? now.waiting.filter((one) => !known.has(waitKey(one))) : [];
  const breached = now.waiting.filter((one) => isBeyond(one, now.at) && !isBeyond(one, before.at));
  return { began, breached };
}

/** Whether the first target on a wait has passed. */
export function isBeyond({ dueAt }: Pick<Waiting, 'dueAt'>, at: number): boolean {
  return dueAt !== null && Date.parse(dueAt) < at;
}

/** Names a wait: who is answered, and writes again, waits anew. */
export function waitKey({ account, chatId, number, waitingSince }: Waiting): string {
  return `${account}~${chatId}/${number}/${waitingSince}`;
}
