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
  if (!tookPart(events, withCopilotOn)) return 'NONE';
  // "those with an explicit hand-off while the copilot was on, or any operator message"
  const isHandedOff = events.some(
    (event) => event.textBy === 'operator' || (isHandOff(event) && withCopilotOn.has(event)),
  );
  if (isHandedOff) return 'HANDED_OFF';
  if (status === 'OPEN') return 'PENDING';
  // "closed; or idle with a last text message that is not the visitor's"
  const lastText = events.findLast(({ textBy }) => textBy !== undefined);
  return status === 'CLOSED' || lastText?.textBy !== 'visitor' ? 'RESOLVED' : 'ABANDONED';
}

/** "episodes in which the copilot was on at some moment or wrote a message" */
function tookPart(events: readonly ChatEvent[], withCopilotOn: ReadonlySet<ChatEvent>): boolean {
  const [first] = events;
  if (first !== undefined && withCopilotOn.has(first)) return true;
  return events.some(({ type, textBy }) => textBy === 'copilot' || type === 'user.enabled_copilot');
}
