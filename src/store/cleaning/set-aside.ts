import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readEvent } from '../../platform/events/read-event';
import { RECORD_MAGIC } from '../../receive/spool/record-codec';
import { isMissing } from '../../receive/spool/spool-error';
import { parseRejectedName } from '../drain/rejected-name';
import type { Renamed } from './renamed-bytes';
import { replaceFile } from '../receivers/replace-file';

/** A file that something was taken out of. */
export interface CleanedFile {
  readonly place: 'rejected' | 'quarantine';
  readonly name: string;
  readonly deliveries: number;
}

/** Of which account a delivery is and when it was received, as far as it is known. */
export interface Origin {
  readonly account: string | undefined;
  readonly receivedAt: number | undefined;
}

/** Which bytes go, or become others. */
export interface ToGo {
  /** Of a chat. */
  readonly chat: (chatId: string, origin: Origin) => boolean;
  /** Of bytes in which nothing more than an id can be found. */
  readonly bytes: (bytes: Buffer, origin?: Origin) => boolean;
  /** What stays otherwise than it was. */
  readonly renamed?: (bytes: Buffer, account: string | undefined) => Renamed;
}

/**
 * Empties the files of deliveries that ClickHouse rejected and that are to go, and writes those anew that become
 * others. The files stay: they tell that these deliveries are not missing.
 */
export async function cleanRejected(folder: string, toGo: ToGo): Promise<CleanedFile[]> {
  const cleaned: CleanedFile[] = [];
  for (const name of await filesIn(folder)) {
    const path = join(folder, name);
    const body = await readFile(path);
    if (body.length === 0) continue;
    const origin = parseRejectedName(name);
    const { chatId } = readEvent({ bytes: body, receivedAt: origin.receivedAt ?? 0, occurrence: 0n });
    const goes = chatId === '' ? toGo.bytes(body, origin) : toGo.chat(chatId, origin);
    const instead = goes ? 'goes' : toGo.renamed?.(body, origin.account);
    if (instead === undefined) continue;
    await replaceFile(path, instead === 'goes' ? Buffer.alloc(0) : instead);
    cleaned.push({ place: 'rejected', name, deliveries: 1 });
  }
  return cleaned;
}

/**
 * Overwrites what is to go in files of bytes that could not be read as records, piece by piece: from where a record
 * may begin to where the next may. All other bytes stay where they are, for whoever wants to rescue them.
 */
export async function cleanQuarantine(
  folder: string,
  { bytes: goes, renamed }: ToGo,
): Promise<CleanedFile[]> {
  const cleaned: CleanedFile[] = [];
  for (const name of await filesIn(folder)) {
    const path = join(folder, name);
    const bytes = await readFile(path);
    let deliveries = 0;
    for (const piece of piecesOf(bytes)) {
      const instead = goes(piece) ? 'goes' : renamed?.(piece, undefined);
      if (instead === undefined) continue;
      if (instead === 'goes') piece.fill(0);
      else instead.copy(piece);
      deliveries += 1;
    }
    if (deliveries === 0) continue;
    await replaceFile(path, bytes);
    cleaned.push({ place: 'quarantine', name, deliveries });
  }
  return cleaned;
}

/** Views into the bytes. */
function piecesOf(bytes: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  for (let from = 0; from < bytes.length;) {
    const next = bytes.indexOf(RECORD_MAGIC, from + 1);
    const to = next === -1 ? bytes.length : next;
    pieces.push(bytes.subarray(from, to));
    from = to;
  }
  return pieces;
}

/** The names of the files in a folder; none where there is no such folder. */
export async function filesIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}
