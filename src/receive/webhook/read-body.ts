import type { IncomingMessage } from 'node:http';
import { senderNetwork } from './sender-network';
import type { UnfinishedBodies, UnfinishedBody } from './unfinished-bodies';

/** Why there is no body: the sender went away, sent more than the limit, or was too slow while memory was short. */
export type BodyFailure = 'ABORTED' | 'BODY_TOO_LARGE' | 'GAVE_WAY';

const EMPTY = Buffer.alloc(0);

/**
 * Reads the raw bytes of a body, and calls `done` once with all of them or with why there are none. Until it is
 * whole, its memory counts as one of the `unfinished`.
 */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
  unfinished: UnfinishedBodies,
  done: (body: Buffer | BodyFailure) => void,
): void {
  let body: Buffer = EMPTY;
  let length = 0;
  let reading = true;
  let held: UnfinishedBody | undefined;

  const end = (result: Buffer | BodyFailure) => {
    if (!reading) return;
    reading = false;
    body = EMPTY;
    held?.end();
    done(result);
  };
  const begin = () =>
    unfinished.begin(senderNetwork(request.socket.remoteAddress), () => {
      end('GAVE_WAY');
    });

  request.on('data', (chunk: Buffer) => {
    if (!reading) return;
    if (length + chunk.length > maxBytes) {
      end('BODY_TOO_LARGE');
      return;
    }
    const room = roomFor(body, length, chunk, maxBytes);
    held ??= begin();
    // A length that was only declared takes nothing; what counts is the memory, and not how much of it is used.
    if (!held.grow(room - body.length)) return;
    body = length === 0 ? chunk : appended(body, length, chunk, room);
    length += chunk.length;
  });
  // Emitted only when the whole body came; when the connection ends before, there is an error.
  request.on('end', () => {
    end(length === body.length ? body : body.subarray(0, length));
  });
  request.on('error', () => {
    end('ABORTED');
  });
}

/**
 * How large the buffer of a body is to be, for a further chunk: it grows by doubling. The chunks are not collected: a
 * sender of single bytes would have us keep an object for each.
 */
function roomFor(body: Buffer, length: number, chunk: Buffer, maxBytes: number): number {
  const needed = length + chunk.length;
  if (needed <= body.length) return body.length;
  return length === 0 ? needed : Math.min(Math.max(2 * body.length, needed), maxBytes);
}

function appended(body: Buffer, length: number, chunk: Buffer, room: number): Buffer {
  let target = body;
  if (room > body.length) {
    target = Buffer.allocUnsafe(room);
    body.copy(target, 0, 0, length);
  }
  chunk.copy(target, length);
  return target;
}
