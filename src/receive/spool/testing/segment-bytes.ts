import { readFileSync, writeFileSync } from 'node:fs';
import { RECORD_HEADER_BYTES } from '../record-codec';
import { SEGMENT_HEADER_BYTES } from '../segment-header';
import { entry, filesIn } from './temporary-spool';

/** Where each of the records with these numbers begins in a segment that holds nothing else; the last is the end. */
export function offsetsOf(numbers: readonly number[]): number[] {
  const offsets = [SEGMENT_HEADER_BYTES];
  for (const number of numbers) {
    const { account, body } = entry(number);
    offsets.push((offsets.at(-1) ?? 0) + RECORD_HEADER_BYTES + account.length + body.length);
  }
  return offsets;
}

/** The one segment that holds records, of those a killed process left: the other is the spare. */
export function filledSegment(directory: string): string {
  return filesIn(directory, '.segment')[0] ?? '';
}

/** Changes bytes of a file in place. */
export function overwrite(file: string, from: number, change: (bytes: Buffer) => void, length = 1): void {
  const bytes = readFileSync(file);
  change(bytes.subarray(from, from + length));
  writeFileSync(file, bytes, { flag: 'r+' });
}
