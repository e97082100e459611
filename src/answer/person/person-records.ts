/** A row of a table, as ClickHouse gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** A delivery of the chat, as far as it is about its visitor: see `payloadOfVisitor`. */
export interface PersonDelivery {
  readonly deliveryId: string;
  readonly receivedAt: string;
  /** Where it was found: stored, or in a file of the spool that is not stored yet. */
  readonly from: 'ClickHouse' | 'spool';
  readonly isErased: boolean;
  /** Null after erasure. */
  readonly payload: unknown;
  /** What was read of it when it came; of a delivery in the spool nothing yet. */
  readonly read: Row;
}

/** One event of the chat, however often it was delivered. */
export interface PersonEvent {
  readonly at: string;
  readonly type: string;
  readonly author: string;
  readonly name: string;
  readonly text: string | null;
  readonly rating: number | null;
}

export interface PersonChat {
  readonly account: string;
  readonly chatId: string;
  readonly deliveries: readonly PersonDelivery[];
  /** In the order in which they happened. */
  readonly events: readonly PersonEvent[];
  /** What is counted of them. */
  readonly facts: readonly Row[];
  /** All other rows of the chat, by table: episodes, requests of erasure, readings of the API, … */
  readonly tables: Readonly<Record<string, readonly Row[]>>;
}

/** All that is kept about a person. */
export interface PersonRecords {
  readonly exportedAt: string;
  readonly chats: readonly PersonChat[];
  /** What may be about the person as well and is not part of this, each with where to look. */
  readonly notIncluded: readonly string[];
}
