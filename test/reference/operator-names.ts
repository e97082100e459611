import type { ChatEvent } from './event';
import { firstCharacters } from './first-characters';
import type { JsonObject } from './json-value';
import { objectIn } from './json-value';
import { senderTypeOf } from './sender-type';

const MAX_CHARACTERS = 100;

/**
 * docs/metrics.md: "An operator's name is that of their latest message by event time"; of two at one time the later in
 * the sorted order.
 * @param events of one account, in order
 * @returns by the operator's id
 */
export function operatorNamesOf(events: readonly ChatEvent[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { textBy, operator, envelope } of events) {
    const isByPerson = textBy === 'operator' || textBy === 'copilot';
    if (!isByPerson || senderTypeOf(envelope.message ?? {}) !== 'operator') continue;
    const name = nameIn(objectIn(envelope.message?.['sender']) ?? {});
    if (operator !== '' && name !== '') names.set(operator, name);
  }
  return names;
}

function nameIn({ forename, surname, name }: JsonObject): string {
  const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
  return firstCharacters(`${text(forename)} ${text(surname)}`.trim() || text(name), MAX_CHARACTERS);
}
