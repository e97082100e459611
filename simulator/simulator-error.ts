import { ExplainedError } from '../src/platform/explained-error';

export type SimulatorErrorCode =
  | 'ACCOUNT_UNKNOWN'
  | 'ADDRESS_UNKNOWN'
  | 'API_PORT_TAKEN'
  | 'CHALLENGE_FAILED'
  | 'DELIVERY_REFUSED'
  | 'DELIVERY_FAILED'
  | 'DEMO_FAILED'
  | 'EXISTING_DATA'
  | 'NOT_A_DEMO'
  | 'STATS_FAILED'
  | 'WORLD_IMPOSSIBLE';

/** The simulation cannot go on; the message says what a person can do about it and holds no secret. */
export class SimulatorError extends ExplainedError {
  constructor(
    readonly code: SimulatorErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
