import type { AlertRules } from '../../platform/rules/alert-rules';
import type { KnownChoices } from '../choices/known-choices';
import { step } from './alert-state';
import type { AlertState, Found, Step } from './alert-state';

/**
 * What becomes of an alert, as people have chosen. While it is muted nothing is told: what is still so when the mute
 * ends is told then. Of what somebody has acknowledged people know, so that only its end is told.
 */
export function chosenStep(
  before: AlertState,
  found: Found,
  now: number,
  { alert, about, choices }: { alert: AlertRules; about: string; choices: KnownChoices },
  isHeard: boolean,
): Step {
  const isMuted = choices.muted(alert.name, about, now) !== undefined;
  const isKnown = choices.acknowledged(alert.name, about, before.firing) !== undefined;
  const next = step(isKnown ? { ...before, isTold: true } : before, found, now, alert, isHeard && !isMuted);
  return isMuted ? { state: next.state, news: undefined } : next;
}
