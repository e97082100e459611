import type { CopilotOutcome, EpisodeStatus } from './episode';
import type { ChatEvent } from './event';
import { isHandOff } from './hand-off';

/**
 * The events of a chat just before which the copilot is on. docs/metrics.md: "The copilot is on in a chat from
 * a `user.enabled_copilot` to the next `user.disabled_copilot`; before the first such event it is in the
 * account's configured default".
 */
export function eventsWithCopilotOn(events: readonly ChatEvent[], defaultOn: boolean): Set<ChatEvent> {
  const found = new Set<ChatEvent>();
  let isOn = defaultOn;
  for (const event of events) {
    if (isOn) found.add(event);
    if (event.type === 'user.enabled_copilot') isOn = true;
    if (event.type === 'user.disabled_copilot') isOn = false;
  }
  return found;
}

/**
 * docs/metrics.md, the copilot's measures, which "always add up to copilotEpisodes".
 * @param events those of one episode with a known start, in order
 */
export function copilotOutcomeOf(
  events: readonly ChatEvent[],
  withCopilotOn: ReadonlySet<ChatEvent>,
  status: EpisodeStatus,
): CopilotOutcome {
  // "episodes in which the copilot wrote a message"
  if (!events.some(({ textBy }) => textBy === 'copilot')) return 'NONE';
  // "those with an explicit hand-off while the copilot was on, or any operator message"
  const isHandedOff = events.some(
    (event) => event.textBy === 'operator' || (isHandOff(event) && withCopilotOn.has(event)),
  );
  if (isHandedOff) return 'HANDED_OFF';
  if (status === 'OPEN') return 'PENDING';
  // "a copilot message after a visitor message; and closed, or idle with a last text message that is not the visitor's"
  const question = events.findIndex(({ textBy }) => textBy === 'visitor');
  const hasAnswered = question !== -1 && events.slice(question).some(({ textBy }) => textBy === 'copilot');
  const lastText = events.findLast(({ textBy }) => textBy !== undefined);
  const isDone = status === 'CLOSED' || lastText?.textBy !== 'visitor';
  return hasAnswered && isDone ? 'RESOLVED' : 'ABANDONED';
}

/**
 * docs/metrics.md, copilotEligible: "episodes with a visitor message in which the copilot was on at some moment from
 * the first visitor message on".
 * @param events those of one episode, in order
 */
export function isCopilotEligible(
  events: readonly ChatEvent[],
  withCopilotOn: ReadonlySet<ChatEvent>,
): boolean {
  const question = events.findIndex(({ textBy }) => textBy === 'visitor');
  if (question === -1) return false;
  const since = events.slice(question);
  return since.some((event) => withCopilotOn.has(event) || event.type === 'user.enabled_copilot');
}
