import { isAmong } from '../../../platform/config/operator-choice';
import type { OperatorChoice } from '../../../platform/config/operator-choice';
import { isOperatorsType } from '../../../platform/events/chat-id';
import { readEnvelope } from '../../../platform/events/envelope';
import { asObject } from '../../../platform/events/json-object';
import { nameOfPerson } from '../../../platform/events/user-resource';
import type { EventColumns, ReadEvent } from './chat-event';

/** Who wrote a message, by the rules of docs/metrics.md. */
export type Author = 'visitor' | 'operator' | 'copilot' | 'proactive';

/** Who did what an event tells, and what was written. */
export interface EventFacts {
  /** Of the message that the event brings or is about; '' if there is none, or nothing says who wrote it. */
  readonly author: Author | '';
  /** Of that author, else of the visitor whose chat it is; '' if the body does not say, or is erased. */
  readonly name: string;
  /** The message's text; null if there is none, or after erasure. */
  readonly text: string | null;
  /** Stars. */
  readonly rating: number | null;
}

/**
 * Reads the body of a delivery as far as it can: it is SignalZen's, and may be of any shape.
 * @param copilots operators who are copilots
 */
export function eventFactsOf(
  { account, payload, read }: Pick<ReadEvent, 'account' | 'payload' | 'read'>,
  copilots: readonly OperatorChoice[],
): EventFacts {
  const { message, user } = readEnvelope(Buffer.from(payload ?? ''));
  const text = message?.['body'];
  return {
    // Nothing says who closed or blocked a chat.
    author: read.saysAuthor ? authorOf(read, isAmong(copilots, account, read.senderId)) : '',
    name: nameOfPerson(message === undefined ? user : asObject(message['sender'])),
    text: typeof text === 'string' && text !== '' ? text : null,
    rating: read.rating === 0 ? null : read.rating,
  };
}

function authorOf({ senderType, senderIsAi, autoInvitation }: EventColumns, isNamedCopilot: boolean): Author {
  if (autoInvitation) return 'proactive';
  if (senderType === 'user') return 'visitor';
  return isOperatorsType(senderType) && !senderIsAi && !isNamedCopilot ? 'operator' : 'copilot';
}
