import { join } from 'node:path';
import type { Log } from '../../platform/logging/log';
import { openToRead } from '../../receive/spool/disk-files';
import { segmentParts } from '../../receive/spool/segment-parts';
import type { SegmentBatch, SegmentPart } from '../../receive/spool/segment-parts';
import type { ReadableFile } from '../../receive/spool/spool-files';
import type { SpoolRecord } from '../../receive/spool/spool-record';
import { isTornTail } from '../../receive/spool/torn-tail';
import type { MissingDeliveries } from './missing-deliveries';
import { noCounts } from './replay-counts';
import type { ReplayCounts } from './replay-counts';
import type { SegmentFile } from './segment-files';

const LIMITS = { maxRecords: 5_000, maxBytes: 8 * 2 ** 20 };

/** Which deliveries to send again: those received from … until before …, in milliseconds since 1970. */
export interface ReplayRequest {
  readonly from: number;
  readonly to: number;
  /** `undefined`: of every account. */
  readonly account: string | undefined;
  /** Whether deliveries of an account go into this database, where there are several; by default all do. */
  readonly isHere?: ((account: string) => boolean) | undefined;
  /** Nothing is sent, only counted. */
  readonly isDryRun: boolean;
}

/** What happens to a replay and while it goes on. */
export interface ReplayWatch {
  readonly log: Log;
  /** When it is aborted, the replay ends after the deliveries that are just being sent. */
  readonly signal: AbortSignal;
  readonly onProgress: (counts: Readonly<ReplayCounts>) => void;
}

/**
 * Reads segment files and stores the deliveries of a range that ClickHouse lacks, with the identity, the time of
 * receipt and the exact bytes they came with. It may run beside the service, and again: a delivery that is there
 * is not sent. Damaged places are reported and skipped. Holds one batch in memory.
 */
export class Replay {
  private readonly counts = noCounts();
  /** The numbers of the segment's deliveries that were looked at: a second file of it holds them again. */
  private readonly seenOfSegment = new Set<number>();

  constructor(
    private readonly missing: MissingDeliveries,
    private readonly request: ReplayRequest,
    private readonly watch: ReplayWatch,
  ) {}

  /** @throws ReplayError REPLAY_STOPPED when ClickHouse does not take the deliveries */
  async run(files: readonly SegmentFile[]): Promise<ReplayCounts> {
    // Records of one segment need not be in the order of their times (a clock may step back), and neither need
    // segments be: only what no record of the file can be is left out.
    const touched = files.filter(
      ({ drained }) => (drained?.latestReceivedAt ?? Infinity) >= this.request.from,
    );
    this.counts.files = touched.length;
    this.counts.bytes = touched.reduce((sum, { bytes }) => sum + bytes, 0);
    let bytesBefore = 0;
    for (const [index, file] of touched.entries()) {
      if (this.watch.signal.aborted) break;
      if (touched[index - 1]?.segmentId !== file.segmentId) this.seenOfSegment.clear();
      await this.replayFile(file);
      this.counts.bytesRead = bytesBefore += file.bytes;
      this.watch.onProgress(this.counts);
    }
    return this.counts;
  }

  private async replayFile(file: SegmentFile): Promise<void> {
    const { log } = this.watch;
    try {
      const open = await openWherever(file);
      // Drained, or deleted as ClickHouse holds all of it, since the files were listed.
      if (open === undefined) return;
      try {
        await this.replayParts(file, open);
      } finally {
        await open.close();
      }
    } catch (error) {
      if (!isSystemError(error)) throw error;
      this.counts.failedFiles += 1;
      log.error(
        { err: error, file: file.name },
        'a segment file could not be replayed to its end; the others are',
      );
    }
  }

  private async replayParts(file: SegmentFile, open: ReadableFile): Promise<void> {
    let read = 0;
    for await (const part of segmentParts(open, file.segmentId, LIMITS)) {
      if (part.kind === 'records') {
        read += part.batch.records.length;
        await this.replayBatch(part.batch);
      } else {
        await this.reportDamage(file, open, part);
      }
      this.watch.onProgress(this.counts);
      if (this.watch.signal.aborted) return;
    }
    const lost = (file.drained?.records ?? read) - read;
    if (lost <= 0) return;
    this.counts.unreadable += lost;
    this.watch.log.error(
      { file: file.name, deliveries: lost },
      'deliveries of a segment file cannot be read',
    );
  }

  private async replayBatch(batch: SegmentBatch): Promise<void> {
    this.counts.bytesRead += batch.bytes;
    const records = batch.records.filter((record) => this.isRequested(record));
    if (records.length === 0) return;
    this.counts.deliveries += records.length;
    for (const { sequence } of records) this.seenOfSegment.add(sequence);
    const missing = await this.missing.find({ ...batch, records });
    this.counts.missing += missing.length;
    if (missing.length === 0 || this.request.isDryRun) return;
    const refused = await this.missing.send(missing);
    this.counts.refused += refused.length;
    this.counts.sent += missing.length - refused.length;
  }

  private isRequested({ sequence, receivedAt, account }: SpoolRecord): boolean {
    const { from, to, account: asked, isHere } = this.request;
    if (this.seenOfSegment.has(sequence)) return false;
    if (receivedAt < from || receivedAt >= to || (asked !== undefined && account !== asked)) return false;
    return isHere === undefined || isHere(account);
  }

  private async reportDamage(
    file: SegmentFile,
    open: ReadableFile,
    { damage }: Extract<SegmentPart, { kind: 'damage' }>,
  ): Promise<void> {
    // What a kill cut off was never acknowledged. A drained segment ends with its last record.
    if (file.drained === undefined && (await isTornTail(open, file.segmentId, damage))) return;
    this.counts.damages += 1;
    this.watch.log.error(
      { file: file.name, offset: damage.from, bytes: damage.to - damage.from },
      'a segment file is damaged: these bytes are skipped',
    );
  }
}

async function openWherever({ folders, name }: SegmentFile): Promise<ReadableFile | undefined> {
  for (const folder of folders) {
    try {
      return await openToRead(join(folder, name));
    } catch (error) {
      if (!isSystemError(error) || error.code !== 'ENOENT') throw error;
    }
  }
  return undefined;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}
