import type { NewShare } from '../api/shares';
import { questionOf } from '../view/question-of';
import type { View } from '../view/view';

const DAY_MS = 86_400_000;

interface ShareOptions {
  readonly name: string;
  /** Whether its range moves on, where that of the view does. */
  readonly moves: boolean;
  readonly days: number;
  readonly now: number;
}

/** What has to be asked for to share a view. */
export function newShare(view: View, { name, moves, days, now }: ShareOptions): NewShare {
  const { from, to, zone, clock, filter, compare, daysBefore } = questionOf(view, now).question;
  const { chosen } = view;
  const range =
    moves && 'preset' in chosen ? { preset: chosen.preset.toUpperCase().replaceAll('-', '_') } : { from, to };
  return {
    name,
    ...range,
    zone,
    clock,
    filter,
    // What begins at a date stays there, and a range that moves on goes away from it.
    ...('preset' in range && typeof view.compare === 'object'
      ? { compare: 'NONE', daysBefore: null }
      : { compare, daysBefore }),
    expiresAt: new Date(now + days * DAY_MS).toISOString(),
  };
}
