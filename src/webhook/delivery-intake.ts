/** The injection token of {@link DeliveryIntake}. */
export const DELIVERY_INTAKE = Symbol('DELIVERY_INTAKE');

/** Why no delivery can be taken now. Both parts are shown to the sender. */
export interface IntakeRefusal {
  readonly code: string;
  readonly text: string;
}

/** Where verified deliveries go: what it confirms is on disk. */
export interface DeliveryIntake {
  /** Asked before a body is read; must be cheap. `undefined`: deliveries are welcome. */
  refusal(): IntakeRefusal | undefined;
  /**
   * Keeps the exact bytes, and calls `done` exactly once: without an error when they are on disk. The bytes do
   * not change until then.
   */
  accept(account: string, body: Buffer, done: (error?: Error) => void): void;
}
