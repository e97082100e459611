import { fallingSteps } from '../../model/goals';
import type { RowDraft } from '../../model/panel';
import { freshnessAlarm, freshnessStat } from './freshness-stat';

/** What makes numbers say something else than they seem to. */
export const UNDERSTOOD: RowDraft = {
  ...{ title: 'What to know when reading the numbers', height: 5 },
  panels: [
    freshnessStat(
      'Not understood',
      "Deliveries of the last seven days that could not be read as events, or not in full: kept, and missing in numbers. GraphQL's `deliveries` says why, as `parseError`.",
      { selector: 'deliveriesNotUnderstood', unit: 'short', steps: fallingSteps([1, 100]) },
    ),
    freshnessStat(
      'Dated before a message',
      "Closes and other events of the last seven days that are dated before messages of their chat which had come earlier. SignalZen's time of change seems to lag behind: chats may seem to close too early.",
      { selector: 'stateEventsDatedBefore', unit: 'short', steps: fallingSteps([1, 100]) },
    ),
    freshnessAlarm(
      'Copilot unrecognised',
      'The copilot was switched on in many chats of the last seven days, and none of its messages is recognised as its own: it seems to say nothing. Name its id in COPILOT_IDS, and rebuild.',
      'copilotUnrecognised',
    ),
    freshnessAlarm(
      'Rebuild due',
      'Settings that shape the numbers have changed: chats from before are still counted by the former ones, until `npm run rebuild`.',
      'rebuildDue',
    ),
  ],
};
