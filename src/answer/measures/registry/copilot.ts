import { countOf, countOfEpisodes, EPISODE_START, quotientOf, rateOf } from './measure';
import type { FactKind, Measure } from './measure';

const anchor = 'the time of the event';
const OUTCOMES: readonly FactKind[] = [
  'copilot_pending',
  'copilot_resolved',
  'copilot_abandoned',
  'copilot_handed_off',
];

/** How the copilot was used. The four outcomes always add up to its episodes. */
export const COPILOT_MEASURES: readonly Measure[] = [
  countOf('copilotEnabledEvents', ['copilot_enabled'], {
    description: 'Events user.enabled_copilot: the copilot was switched on in a chat.',
    unit: 'events',
    anchor,
  }),
  countOf('copilotDisabledEvents', ['copilot_disabled'], {
    description: 'Events user.disabled_copilot: the copilot was switched off in a chat.',
    unit: 'events',
    anchor,
  }),
  countOfEpisodes('copilotEpisodes', OUTCOMES, 'start', {
    description: 'Episodes in which the copilot was on at some moment or wrote a message.',
  }),
  countOfEpisodes('copilotPending', ['copilot_pending'], 'start', {
    description: 'Episodes of the copilot that are still open and not handed off.',
  }),
  countOfEpisodes('copilotResolved', ['copilot_resolved'], 'start', {
    description:
      "Episodes of the copilot, not handed off, that were closed, or became idle and the last message is not the visitor's.",
    direction: 'UP',
  }),
  countOfEpisodes('copilotAbandoned', ['copilot_abandoned'], 'start', {
    description:
      "Episodes of the copilot, not handed off, that became idle and the last message is the visitor's.",
    direction: 'DOWN',
  }),
  countOfEpisodes('copilotHandedOff', ['copilot_handed_off'], 'start', {
    description:
      'Episodes of the copilot with an explicit hand-off while it was on, or with any message of an operator.',
  }),
  quotientOf(
    'copilotInvolvementRate',
    [...OUTCOMES, 'episode_started'],
    {
      description: 'Share of the started episodes in which the copilot took part.',
      unit: 'ratio',
      anchor: EPISODE_START,
    },
    (sums) => ({
      dividend: OUTCOMES.reduce((total, kind) => total + sums.count(kind), 0),
      divisor: sums.count('episode_started'),
    }),
  ),
  rateOf(
    'copilotResolutionRate',
    'copilot_resolved',
    ['copilot_resolved', 'copilot_abandoned', 'copilot_handed_off'],
    {
      description: 'Share of the episodes of the copilot, those still open left out, that it resolved.',
      anchor: EPISODE_START,
      direction: 'UP',
    },
  ),
];
