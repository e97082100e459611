import { MADE_UP } from '../../src/platform/events/made-up';
import type { Message, Sender, Visitor } from '../world/model';

/** The user resource in the form that SignalZen's API and webhooks give for it, with a mark that it is made up. */
export function userResource(visitor: Visitor) {
  return {
    id: visitor.id,
    name: visitor.name,
    email: visitor.email,
    reference: visitor.reference,
    created_at: timeText(visitor.createdAt),
    updated_at: timeText(visitor.updatedAt),
    online_at: timeText(visitor.updatedAt),
    last_url: visitor.lastUrl,
    user_attributes: visitor.attributes,
    ...MADE_UP,
  };
}

/** The message resource, with the rating that it had at some moment. It names the chat for visitors only. */
export function messageResource(message: Message, rating: number | null) {
  const isVisitors = message.sender.kind === 'visitor';
  return {
    id: message.id,
    body: message.body,
    read_by_user: isVisitors ? null : false,
    created_at: timeText(message.createdAt),
    file_url: null,
    type: message.type,
    rating,
    auto_invitation: message.autoInvitation,
    sender_type: senderType(message.sender),
    read_by_operator: !isVisitors,
    sender: senderResource(message.sender),
    ...MADE_UP,
  };
}

function senderType({ kind }: Sender): string {
  switch (kind) {
    case 'visitor':
      return 'user';
    case 'operator':
      return 'operator';
    case 'copilot':
      // Not documented: anything but a user and an operator is the copilot.
      return 'bot';
  }
}

function senderResource(sender: Sender): object {
  switch (sender.kind) {
    case 'visitor':
      return { id: sender.id, email: sender.email, name: sender.name };
    case 'operator': {
      const { id, forename, surname, email } = sender.operator;
      return { id, forename, surname, email, picture_thumb_url: null };
    }
    case 'copilot':
      return { id: 1, name: 'Copilot', email: null };
  }
}

function timeText(at: number): string {
  return new Date(at).toISOString();
}
