/** Nobody can be erased as asked; the message says why. */
export class ErasureError extends Error {
  readonly code = 'ERASURE';
}
