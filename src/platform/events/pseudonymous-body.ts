import { isOperatorsType, senderTypeOf } from './chat-id';
import { asId, asObject } from './json-object';
import type { JsonObject } from './json-object';
import { objectsIn } from './json-objects';
import type { JsonSpan } from './json-objects';

/** Under which an operator stands other than as a sender: `operator`, `assigned_operator`, `client`, … */
const OPERATORS_KEY = /(^|_)(operator|client|agent)$/i;
/** What an operator's resource says beside what they are called. */
const KEPT = ['id', 'type', 'ai'];

/**
 * A body in which operators are called by a pseudonym: of their resources, the id stays and nothing else. All other
 * bytes stay as they are.
 * @param pseudonymOf of the operator with an id; `undefined`: they keep their name
 * @returns `undefined` where nothing changes, or where the body is no JSON
 */
export function withPseudonyms(
  body: Buffer,
  pseudonymOf: (operator: string) => string | undefined,
): Buffer | undefined {
  const json = body.toString('utf8');
  if (!isJson(json)) return undefined;
  let [changed, from] = ['', 0];
  for (const span of objectsIn(json)) {
    if (span.from < from || !isOperators(span, json)) continue;
    const operator = parsed(span, json);
    const pseudonym = pseudonymOf(asId(operator['id']) ?? '');
    if (pseudonym === undefined || operator['forename'] === pseudonym) continue;
    changed += json.slice(from, span.from) + called(operator, pseudonym);
    from = span.to;
  }
  return from === 0 ? undefined : Buffer.from(changed + json.slice(from));
}

function isOperators({ key, parent }: JsonSpan, json: string): boolean {
  if (key !== 'sender') return OPERATORS_KEY.test(key);
  return parent !== undefined && isOperatorsType(senderTypeOf(parsed(parent, json)['sender_type']));
}

function called(operator: JsonObject, pseudonym: string): string {
  const kept = KEPT.filter((key) => key in operator).map((key) => [key, operator[key]]);
  return JSON.stringify({ ...Object.fromEntries(kept), forename: pseudonym });
}

function parsed({ from, to }: JsonSpan, json: string): JsonObject {
  return asObject(JSON.parse(json.slice(from, to))) ?? {};
}

/** Whether a text is an object of JSON, in which operators can be told from others. */
export function isJson(text: string): boolean {
  try {
    return asObject(JSON.parse(text)) !== undefined;
  } catch {
    return false;
  }
}
