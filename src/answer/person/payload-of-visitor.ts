import { senderTypeOf } from '../../platform/events/chat-id';
import { asId, asObject } from '../../platform/events/json-object';
import type { JsonObject } from '../../platform/events/json-object';

/** What a visitor saw of an operator in the chat. */
const SHOWN_OF_OTHERS = ['id', 'forename', 'surname', 'name', 'ai'];

/**
 * The body of a delivery without what it tells of others: of operators and copilots stay the id and what they are
 * called, of another visitor the id.
 * @returns the text itself where it is no JSON
 */
export function payloadOfVisitor(body: string, chatId: string): unknown {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return body;
  }
  return withoutOthers(json, chatId);
}

function withoutOthers(value: unknown, chatId: string): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutOthers(one, chatId));
  const object = asObject(value);
  if (object === undefined) return value;
  const senderType = senderTypeOf(object['sender_type']);
  const entries = Object.entries(object).map(([key, inner]): [string, unknown] => {
    const person = asObject(inner);
    if (person !== undefined && key === 'sender' && senderType !== 'user')
      return [key, picked(person, SHOWN_OF_OTHERS)];
    const isPerson = person !== undefined && (key === 'sender' || key === 'user');
    if (isPerson && isAnother(person, chatId)) return [key, picked(person, ['id'])];
    return [key, withoutOthers(inner, chatId)];
  });
  return Object.fromEntries(entries);
}

function isAnother(person: JsonObject, chatId: string): boolean {
  const id = asId(person['id']);
  return id !== undefined && id !== chatId;
}

function picked(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => keys.includes(key)));
}
