import type { ChatTruth } from './chat-truth';
import type { WorldOptions } from './world-options';

/** A person of the support team. Operators and visitors have separate sequences of ids. */
export interface Operator {
  readonly id: number;
  readonly forename: string;
  readonly surname: string;
  readonly email: string;
  /** Median time until this operator answers, milliseconds. */
  readonly answersAfter: number;
  /** Hours of the day (UTC) in which the operator works: `from <= hour < to`. */
  readonly shift: { readonly from: number; readonly to: number };
  readonly worksOnWeekends: boolean;
}

/** A visitor of the website as SignalZen knows them at one moment. */
export interface Visitor {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly reference: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly lastUrl: string;
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}

export type Sender =
  | { readonly kind: 'visitor'; readonly id: number; readonly name: string; readonly email: string | null }
  | { readonly kind: 'operator'; readonly operator: Operator }
  | { readonly kind: 'copilot' };

export interface Message {
  /** Given when the whole world is known, ascending with time. */
  id: number;
  readonly createdAt: number;
  readonly type: string;
  readonly body: string | null;
  readonly sender: Sender;
  readonly autoInvitation: boolean;
  /** The last rating given: of a RatingMessage only. */
  rating: number | null;
}

/** Something that SignalZen tells a webhook. */
export interface Happening {
  readonly at: number;
  readonly eventType: string;
  /** As they were at that moment. */
  readonly visitor: Visitor;
  readonly message?: Message;
  /** The rating at that moment. */
  readonly rating?: number;
}

/** One visitor and their lifelong thread. */
export interface Chat {
  /** As they are at the end. */
  readonly visitor: Visitor;
  readonly messages: readonly Message[];
  readonly happenings: readonly Happening[];
  readonly truth: ChatTruth;
}

/** Everything that happened on one website, whoever may hear of it and how. */
export interface World {
  readonly options: WorldOptions;
  readonly operators: readonly Operator[];
  readonly chats: readonly Chat[];
  /** Of all chats, by time. */
  readonly happenings: readonly Happening[];
}
