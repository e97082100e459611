import { countOf } from './measure';
import type { Measure } from './measure';

const anchor = 'the time of the event';

/** How the copilot was used. */
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
];
