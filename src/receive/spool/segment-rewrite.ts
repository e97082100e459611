import { join } from 'node:path';
import { RecordEncoder } from './record-codec';
import { rewritingName } from './segment-names';
import { SegmentWalker } from './segment-walker';
import { isMissing, SpoolError } from './spool-error';
import type { SpoolFile, SpoolFiles } from './spool-files';
import type { SpoolRecord } from './spool-record';

/** What is to become of the records of a segment. */
export interface SegmentChange {
  /**
   * What stands in place of the record's body from now on; `undefined`: it stays as it is. Records that were erased
   * before are asked for as well: in place of their bodies stands what was given then.
   */
  readonly bodyInstead: (record: SpoolRecord) => Buffer | undefined;
  /** Whether bytes that cannot be read go, which held what has a number from … to (inclusive). */
  readonly losesDamage: (firstSequence: number, lastSequence: number) => boolean;
}

export interface RewrittenSegment {
  /** Records whose bodies were taken away. */
  readonly records: number;
  /** Bytes that could not be read, and are gone. */
  readonly damagedBytes: number;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  /** `undefined`: they are left out. */
  readonly instead: Buffer | undefined;
}

const COPY_BYTES = 1 << 20;

/**
 * Takes bodies out of a segment's file that gets no more records: writes what is left to a file beside it, which takes
 * its place when it is whole and on the disk. So a crash leaves the one or the other under its name, and what the name
 * tells of the records stays true: each keeps its number, its time and its account. Doing it again changes nothing.
 * @throws the system's error, and then the file may be changed or not
 */
export async function rewriteSegment(
  files: SpoolFiles,
  folder: string,
  { name, segmentId }: { readonly name: string; readonly segmentId: bigint },
  change: SegmentChange,
): Promise<RewrittenSegment> {
  const source = await files.open(join(folder, name));
  const target = new SegmentCopy(files, source, join(folder, rewritingName(segmentId)));
  let [records, damagedBytes] = [0, 0];
  try {
    for await (const { from, to, instead } of piecesToChange(source, segmentId, change)) {
      if (instead === undefined) damagedBytes += to - from;
      else records += 1;
      await target.replace(from, to, instead);
    }
    await target.finish();
    if (records + damagedBytes > 0) await files.rename(target.path, join(folder, name));
  } catch (error) {
    await target.discard();
    throw error;
  } finally {
    await source.close();
  }
  // Also where nothing is to be changed: it may have been, without this, by an attempt before.
  await files.syncDirectory(folder);
  return { records, damagedBytes };
}

async function* piecesToChange(
  source: SpoolFile,
  segmentId: bigint,
  { bodyInstead, losesDamage }: SegmentChange,
): AsyncGenerator<Piece> {
  const size = await source.size();
  const walker = new SegmentWalker(source, segmentId);
  const encoder = new RecordEncoder();
  let lastSequence = -1;
  let damages: { readonly from: number; readonly to: number }[] = [];
  for (let step = await walker.next(size); step.kind !== 'end'; step = await walker.next(size)) {
    if (step.kind === 'damage') {
      damages.push(step);
      continue;
    }
    const { record, offset: from, length } = step;
    if (damages.length > 0 && losesDamage(lastSequence + 1, record.sequence - 1)) yield* without(damages);
    damages = [];
    lastSequence = record.sequence;
    const body = bodyInstead(record);
    if (body === undefined || (record.isErased === true && body.equals(record.body))) continue;
    yield { from, to: from + length, instead: encoded(encoder, record, body) };
  }
  if (damages.length > 0 && losesDamage(lastSequence + 1, Number.MAX_SAFE_INTEGER)) yield* without(damages);
}

function without(damages: readonly { readonly from: number; readonly to: number }[]): Piece[] {
  return damages.map(({ from, to }) => ({ from, to, instead: undefined }));
}

function encoded(encoder: RecordEncoder, record: SpoolRecord, body: Buffer): Buffer {
  const erased = { ...record, body, isErased: true };
  const bytes = Buffer.alloc(encoder.lengthOf(erased));
  encoder.encode(erased, record, bytes, 0);
  return bytes;
}

/** A file made of another one, of which pieces are replaced in order. It is made with the first piece. */
class SegmentCopy {
  private target: SpoolFile | undefined;
  private isMade = false;
  private readTo = 0;
  private end = 0;

  constructor(
    private readonly files: SpoolFiles,
    private readonly source: SpoolFile,
    readonly path: string,
  ) {}

  async replace(from: number, to: number, instead: Buffer | undefined): Promise<void> {
    this.target ??= await this.make();
    await this.copy(this.target, from);
    if (instead !== undefined) await this.write(this.target, instead);
    this.readTo = to;
  }

  /** Copies what comes after the last piece, and brings it all to the disk. */
  async finish(): Promise<void> {
    const { target } = this;
    if (target === undefined) return;
    await this.copy(target, await this.source.size());
    await target.sync();
    this.target = undefined;
    await target.close();
  }

  /** Removes what was made; never rejects: whoever begins again removes it as well. */
  async discard(): Promise<void> {
    if (!this.isMade) return;
    await this.target?.close().catch(() => undefined);
    await this.files.unlink(this.path).catch(() => undefined);
  }

  private async make(): Promise<SpoolFile> {
    await this.files.unlink(this.path).catch((error: unknown) => {
      if (!isMissing(error)) throw error;
    });
    const made = await this.files.create(this.path);
    this.isMade = true;
    return made;
  }

  private async copy(target: SpoolFile, to: number): Promise<void> {
    const chunk = Buffer.allocUnsafe(Math.min(COPY_BYTES, Math.max(0, to - this.readTo)));
    while (this.readTo < to) {
      const read = await this.source.read(
        chunk.subarray(0, Math.min(chunk.length, to - this.readTo)),
        this.readTo,
      );
      if (read === 0) throw shortened(this.readTo);
      await this.write(target, chunk.subarray(0, read));
      this.readTo += read;
    }
  }

  private async write(target: SpoolFile, bytes: Buffer): Promise<void> {
    for (let at = 0; at < bytes.length;) {
      const written = await target.write(bytes.subarray(at), this.end);
      if (written === 0) throw shortened(this.end);
      at += written;
      this.end += written;
    }
  }
}

function shortened(at: number): SpoolError {
  return new SpoolError('SPOOL_SHORT_WRITE', `A segment ended at ${at} bytes while it was rewritten.`);
}
