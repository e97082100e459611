import { ExplainedError } from '../../platform/explained-error';

/** Nobody can be erased as asked; the message says why. */
export class ErasureError extends ExplainedError {
  readonly code = 'ERASURE';
}
