import { addAbortSignal, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile } from 'yazl';

/** A file of an archive. */
export interface ZipPart {
  readonly path: string;
  readonly content: AsyncIterable<string>;
}

/** Cells compress well at any level; the lowest hardly costs time. */
const OPTIONS = { compressionLevel: 1 };

/**
 * An archive, in pieces as its parts come: each is read no faster than the pieces are taken, and the next one is asked
 * for when it is at its end. What fails in a part fails here, and whoever leaves off ends them.
 */
export async function* zipped(parts: AsyncIterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const zip = new ZipFile();
  // What yazl calls any readable stream is one of Node's own.
  const output = zip.outputStream as Readable;
  const leaving = new AbortController();
  const filling = fill(zip, parts, leaving.signal).catch((error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const piece of output) yield piece as Uint8Array;
  } finally {
    leaving.abort();
    await filling;
  }
}

async function fill(zip: ZipFile, parts: AsyncIterable<ZipPart>, leaving: AbortSignal): Promise<void> {
  for await (const { path, content } of parts) {
    const source = addAbortSignal(leaving, Readable.from(content, { highWaterMark: 1 }));
    zip.addReadStream(source, path, OPTIONS);
    await finished(source);
  }
  zip.end();
}
