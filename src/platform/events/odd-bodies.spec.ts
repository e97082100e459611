import fc from 'fast-check';
import { attributesOf } from '../../../test/reference/attributes-of';
import { chatOf } from '../../../test/reference/chat-of';
import { DEFAULT_OPTIONS } from '../../../test/reference/delivery';
import { eventOf } from '../../../test/reference/event';
import { carriesItsTime } from '../../../test/reference/event-time';
import { isHandOff } from '../../../test/reference/hand-off';
import { pageOf } from '../../../test/reference/page-of';
import { ratingsIn } from '../../../test/reference/ratings';
import { readEnvelope as readReference } from '../../../test/reference/read-envelope';
import { userResourceIn } from '../../../test/reference/user-resource';
import { oddBodies } from '../../../test/support/odd-bodies';
import { readEnvelope } from './envelope';
import { identityKindOf } from './event-identity';
import { readEvent } from './read-event';

const RECEIVED_AT = Date.UTC(2026, 3, 10, 12);
const OPTIONS = { ...DEFAULT_OPTIONS, now: RECEIVED_AT };

/** What the service reads in a body, as far as anything is counted by it. */
function readingOf(bytes: Buffer): object | undefined {
  const event = readEvent({ bytes, receivedAt: RECEIVED_AT, occurrence: 0n });
  if (event.eventType === '') return undefined;
  const { page, attributes } = event.seenUser;
  return {
    type: event.eventType,
    at: event.occurredAt,
    from: event.occurredFrom,
    chat: event.chatId,
    message: event.messageId,
    author: authorOf(event),
    isHandOff:
      event.eventType === 'user.disabled_copilot' ||
      (event.eventType === 'message.created' && event.messageType === 'BotDisableMessage'),
    stars: event.rating,
    page: page ?? null,
    attributes: attributes === undefined ? null : Object.fromEntries(attributes),
    isTold: identityKindOf(readEnvelope(bytes)) !== 'undated',
  };
}

/** As the view `events` has it. */
function authorOf(event: ReturnType<typeof readEvent>): string {
  const isText = event.messageType === '' || event.messageType === 'Message';
  if (event.eventType !== 'message.created' || !isText || event.messageId === '') return '';
  if (event.autoInvitation) return 'proactive';
  if (event.senderType === 'user') return 'visitor';
  const isOperators = event.senderType === 'operator' || event.senderType === 'client';
  return `${isOperators && !event.senderIsAi ? 'operator' : 'copilot'} ${event.senderId}`;
}

function referenceOf(bytes: Buffer): object | undefined {
  const envelope = readReference(bytes);
  if (envelope === undefined) return undefined;
  const event = eventOf(envelope, { receivedAt: RECEIVED_AT, id: '' }, OPTIONS);
  const resource = userResourceIn(event);
  const isCreation = event.type === 'message.created' ? event.messageId : event.type === 'user.created';
  const createdId = isCreation === true ? envelope.user?.['id'] : isCreation;
  const hasAuthor = event.textBy === 'operator' || event.textBy === 'copilot';
  return {
    type: event.type,
    at: event.at,
    from: event.timeFrom,
    chat: chatOf(envelope) ?? '',
    message: event.messageId ?? '',
    author: hasAuthor ? `${event.textBy} ${event.operator}` : (event.textBy ?? ''),
    isHandOff: isHandOff(event),
    stars: ratingsIn([event], [])[0]?.value ?? 0,
    page: typeof resource?.['last_url'] === 'string' ? pageOf([event], []) : null,
    attributes: Array.isArray(resource?.['user_attributes'])
      ? Object.fromEntries(attributesOf([event]))
      : null,
    isTold: carriesItsTime(envelope) || isId(createdId),
  };
}

function isId(id: unknown): boolean {
  return Number.isSafeInteger(id) || (typeof id === 'string' && id !== '' && id.length <= 200);
}

it('odd bodies are read as the reference reads them', () => {
  fc.assert(
    fc.property(oddBodies(RECEIVED_AT), (body) => {
      const bytes = Buffer.from(body);
      expect(readingOf(bytes)).toEqual(referenceOf(bytes));
    }),
    { numRuns: 1500, seed: 13 },
  );
});
