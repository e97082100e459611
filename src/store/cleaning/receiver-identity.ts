import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { isMissing } from '../../receive/spool/spool-error';
import { replaceFile } from './replace-file';

/** Which receiver this is, among all that drain into one database. */
export interface ReceiverIdentity {
  /** A UUID, the same for as long as the data directory lasts. */
  readonly receiver: string;
  readonly host: string;
  readonly dataDir: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads it in the data directory; makes it where there is none. @throws the system's error */
export async function receiverIdentity(dataDir: string): Promise<ReceiverIdentity> {
  const path = join(dataDir, 'receiver.id');
  const known = (await readFile(path, 'utf8').catch(orNothing)).trim();
  const receiver = UUID.test(known) ? known : randomUUID();
  if (receiver !== known) await replaceFile(path, Buffer.from(`${receiver}\n`));
  return { receiver, host: hostname(), dataDir };
}

function orNothing(error: unknown): string {
  if (isMissing(error)) return '';
  throw error;
}
