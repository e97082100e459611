/** Why no delivery is taken at the moment. */
export interface SinkRefusal {
  readonly code: string;
  /** One sentence for the sender. */
  readonly text: string;
}

/** The injection token of {@link DeliverySink}. */
export const DELIVERY_SINK = Symbol('DELIVERY_SINK');

/** Where verified deliveries go. What waits in it for the disk has a bound, above which it refuses. */
export interface DeliverySink {
  /**
   * Why none is taken now, or `undefined`. Asked for every request, before its body is read.
   * @param account whose; by default, of any
   */
  refusal(account?: string): SinkRefusal | undefined;

  /**
   * Takes a verified delivery. `done` is called once: without an error when its exact bytes are on disk, with
   * one when nothing is promised.
   * @param body must not change until `done` is called
   */
  accept(account: string, body: Buffer, done: (error?: Error) => void): void;
}
