import { countOf, countOfEpisodes, EPISODE_START, quotientOf, rateOf } from './measure';
import type { FactKind, Measure } from './measure';

const anchor = 'the time of the event';
const OUTCOMES: readonly FactKind[] = [
  'copilot_pending',
  'copilot_resolved',
  'copilot_abandoned',
  'copilot_handed_off',
];
/** What an operator wrote in is handed off. */
const saysNothingBy = ['OPERATOR', 'TEAM'] as const;

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
  countOfEpisodes('copilotEligible', ['copilot_eligible'], 'start', {
    description:
      "Episodes with a message of the visitor in which the copilot was on at some moment from the visitor's first message on.",
  }),
  countOfEpisodes('copilotSilent', ['copilot_silent'], 'start', {
    description:
      'Episodes in which the copilot could have answered (copilotEligible), that are over, closed or idle, and in which neither the copilot nor an operator wrote anything.',
    direction: 'DOWN',
    saysNothingBy,
  }),
  countOfEpisodes('copilotEpisodes', OUTCOMES, 'start', {
    description: 'Episodes in which the copilot wrote a message.',
  }),
  countOfEpisodes('copilotPending', ['copilot_pending'], 'start', {
    description: 'Episodes of the copilot that are still open and not handed off.',
    saysNothingBy,
  }),
  countOfEpisodes('copilotResolved', ['copilot_resolved'], 'start', {
    description:
      "Episodes of the copilot, not handed off, in which it wrote after a message of the visitor, and that were closed, or became idle and the last message is not the visitor's.",
    direction: 'UP',
    saysNothingBy,
  }),
  countOfEpisodes('copilotAbandoned', ['copilot_abandoned'], 'start', {
    description: 'Episodes of the copilot, not handed off, that are over, closed or idle, and not resolved.',
    direction: 'DOWN',
    saysNothingBy,
  }),
  countOfEpisodes('copilotHandedOff', ['copilot_handed_off'], 'start', {
    description:
      'Episodes of the copilot with an explicit hand-off while it was on, or with any message of an operator.',
  }),
  quotientOf(
    'copilotInvolvementRate',
    [...OUTCOMES, 'episode_engaged'],
    {
      description: 'Episodes in which the copilot wrote, to the episodes with a message of the visitor.',
      unit: 'ratio',
      anchor: EPISODE_START,
      saysNothingBy: ['COPILOT'],
    },
    (sums) => ({
      dividend: OUTCOMES.reduce((total, kind) => total + sums.count(kind), 0),
      divisor: sums.count('episode_engaged'),
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
      saysNothingBy,
    },
  ),
  rateOf('copilotDurableResolutionRate', 'copilot_durable', ['copilot_durable', 'copilot_not_durable'], {
    description:
      'Share of the episodes that the copilot resolved, those that ended in the last seven days left out, after which the visitor started no other one within seven days.',
    anchor: EPISODE_START,
    direction: 'UP',
    saysNothingBy,
  }),
];
