import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '../receivers/replace-file';
import type { KeptSince } from './retention-notes';
import { cleanRejected, filesIn } from './set-aside';
import type { CleanedFile, Origin } from './set-aside';

/** Where the files are, and whose deliveries may be in them. */
interface OfReceiver {
  readonly dataDir: string;
  /** That it receives for. */
  readonly accounts: readonly string[];
}

const NOTHING = Buffer.alloc(0);

/**
 * Empties what ClickHouse rejected and what could not be read, where it is older than texts are kept. Of which account
 * bytes in quarantine are nobody knows: they go when those of no account would be kept any longer.
 */
export async function cleanOldSetAside(
  { dataDir, accounts }: OfReceiver,
  kept: readonly Pick<KeptSince, 'account' | 'textsSince'>[],
): Promise<CleanedFile[]> {
  if (kept.length === 0) return [];
  const sinceOf = new Map(kept.map(({ account, textsSince }) => [account, textsSince.getTime()]));
  const isOld = ({ account = '', receivedAt = Infinity }: Partial<Origin>): boolean =>
    receivedAt < (sinceOf.get(account) ?? 0);
  const rejected = await cleanRejected(join(dataDir, 'rejected'), {
    chat: (_, origin) => isOld(origin),
    bytes: (_, origin = { account: undefined, receivedAt: undefined }) => isOld(origin),
  });
  const before = Math.min(...accounts.map((account) => sinceOf.get(account) ?? 0), ...sinceOf.values());
  return [...rejected, ...(await emptyOldFiles(join(dataDir, 'spool', 'quarantine'), before))];
}

/** A file was set aside after all that is in it was received. */
async function emptyOldFiles(folder: string, before: number): Promise<CleanedFile[]> {
  const cleaned: CleanedFile[] = [];
  for (const name of await filesIn(folder)) {
    const { mtimeMs, size } = await stat(join(folder, name));
    if (size === 0 || mtimeMs >= before) continue;
    await replaceFile(join(folder, name), NOTHING);
    cleaned.push({ place: 'quarantine', name, deliveries: 1 });
  }
  return cleaned;
}
