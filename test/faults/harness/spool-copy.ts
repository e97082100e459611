import { cpSync, openSync, closeSync, readFileSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import pino from 'pino';
import { DiskFiles } from '../../../src/receive/spool/disk-files';
import { parseSegmentName } from '../../../src/receive/spool/segment-names';
import { SegmentWalker } from '../../../src/receive/spool/segment-walker';
import { Spool } from '../../../src/receive/spool/spool';
import type { SpoolRecord } from '../../../src/receive/spool/spool-record';

/** A record and the bytes of its segment's file that it takes, from … to (exclusive). */
export interface PlacedRecord {
  readonly digest: string;
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** Opens the spool of a folder, silently. */
export function openSpool(directory: string, segmentBytes: number): Promise<Spool> {
  const log = pino({ level: 'silent' });
  return Spool.open({ directory, log, segmentBytes, maxPendingBytes: 1 << 30, minFreeBytes: 0 });
}

/** Where every record of a spool stands that no process has open. */
export async function placedRecords(
  directory: string,
  digestOf: (body: Buffer) => string,
): Promise<PlacedRecord[]> {
  const files = new DiskFiles();
  const placed: PlacedRecord[] = [];
  for (const name of segmentFiles(directory)) {
    const file = await files.open(join(directory, name));
    const walker = new SegmentWalker(file, parseSegmentName(name) ?? 0n);
    const size = await file.size();
    for (let step = await walker.next(size); step.kind !== 'end'; step = await walker.next(size)) {
      if (step.kind !== 'record') throw new Error('A spool that is to be damaged is damaged already.');
      const { offset, length, record } = step;
      placed.push({ digest: digestOf(record.body), file: name, from: offset, to: offset + length });
    }
    await file.close();
  }
  return placed;
}

/** The names of the segments that wait to be drained, in order. */
export function segmentFiles(directory: string): string[] {
  return readdirSync(directory)
    .filter((name) => parseSegmentName(name) !== undefined)
    .sort();
}

export function copySpool(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
}

/** Everything that waits in a spool, read to the end by a start of its own. */
export async function readAll(directory: string, segmentBytes: number): Promise<SpoolRecord[]> {
  const spool = await openSpool(directory, segmentBytes);
  const records: SpoolRecord[] = [];
  const { pendingRecords } = spool.stats();
  while (records.length < pendingRecords) {
    const batch = await spool.read({ maxRecords: 1_000, maxBytes: 8 << 20 });
    records.push(...batch.records);
    await spool.acknowledge(batch);
  }
  await spool.close();
  return records;
}

/** Puts other bytes in the place of those in a file. */
export function overwrite(file: string, at: number, change: (bytes: Buffer) => Buffer, length: number): void {
  const bytes = Buffer.from(readFileSync(file).subarray(at, at + length));
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, change(bytes), 0, length, at);
  closeSync(descriptor);
}
