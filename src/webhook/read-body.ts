import type { IncomingMessage } from 'node:http';
import type { HeldBytes } from './held-bytes';

/** Why there is no body: the sender went away, sent more than the limit, or there is no memory for it now. */
export type BodyFailure = 'ABORTED' | 'BODY_TOO_LARGE' | 'OVERLOADED';

const EMPTY = Buffer.alloc(0);

/**
 * Reads the raw bytes of a body, and calls `done` once with all of them or with why there are none. Of a body
 * that was read, the caller gives the bytes back to `memory` when it is done with them.
 */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
  memory: HeldBytes,
  done: (body: Buffer | BodyFailure) => void,
): void {
  let body: Buffer = EMPTY;
  let length = 0;
  let reading = true;

  const fail = (failure: BodyFailure) => {
    if (!reading) return;
    reading = false;
    memory.give(length);
    body = EMPTY;
    done(failure);
  };

  request.on('data', (chunk: Buffer) => {
    if (!reading) return;
    if (length + chunk.length > maxBytes) fail('BODY_TOO_LARGE');
    else if (!memory.take(chunk.length)) fail('OVERLOADED');
    else {
      body = length === 0 ? chunk : append(body, length, chunk, maxBytes);
      length += chunk.length;
    }
  });
  // Emitted only when the whole body came; when the connection ends before, there is an error.
  request.on('end', () => {
    if (!reading) return;
    reading = false;
    done(length === body.length ? body : body.subarray(0, length));
  });
  request.on('error', () => {
    fail('ABORTED');
  });
}

/**
 * The body with a further chunk, in a buffer that grows by doubling. The chunks are not collected: a sender of
 * single bytes would have us keep an object for each.
 */
function append(body: Buffer, length: number, chunk: Buffer, maxBytes: number): Buffer {
  const needed = length + chunk.length;
  let target = body;
  if (needed > body.length) {
    target = Buffer.allocUnsafe(Math.min(Math.max(2 * body.length, needed), maxBytes));
    body.copy(target, 0, 0, length);
  }
  chunk.copy(target, length);
  return target;
}
