import type { JsonObject } from '../../platform/events/json-object';

/** A chat as the API showed it at one moment. */
export interface ShownChat {
  readonly chatId: string;
  /** The user resource; `undefined` when it was not asked for. */
  readonly user: JsonObject | undefined;
  /** Every message resource, each with an id; `undefined` when they were not asked for. */
  readonly messages: readonly JsonObject[] | undefined;
  /** Members of the lists that are no such resources. They are kept, and count nowhere. */
  readonly unreadable: readonly unknown[];
  /** Milliseconds since 1970: when the reading began. */
  readonly readAt: number;
}
