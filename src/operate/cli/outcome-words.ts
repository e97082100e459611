import type { Outcome } from '../../notify/channels/outcome';

/** What became of a trial, for whoever made it. */
export function outcomeWords(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'sent':
      return outcome.detail === undefined ? 'taken' : `taken (${outcome.detail})`;
    case 'refused':
      return `not taken: ${outcome.reason}`;
    case 'uncertain':
      return `sent, and nobody said that it was taken: ${outcome.reason}`;
  }
}
