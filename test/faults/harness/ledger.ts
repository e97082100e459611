import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const SENT = 'sent.log';
const ACKNOWLEDGED = 'acknowledged.log';

/** What the sender knows of one body. */
export interface LedgerEntry {
  readonly nonce: string;
  /** How often it was sent, whatever became of it. */
  sent: number;
  /** How often a 2xx came back. */
  acknowledged: number;
}

/** The sender's own record of what it sent and what was acknowledged: files that only ever grow, line by line. */
export class Ledger {
  sent = 0;
  acknowledged = 0;
  private readonly sentFile: number;
  private readonly acknowledgedFile: number;

  constructor(private readonly folder: string) {
    this.sentFile = openSync(join(folder, SENT), 'a');
    this.acknowledgedFile = openSync(join(folder, ACKNOWLEDGED), 'a');
  }

  /** To be called before the first byte goes out. */
  noteSent(nonce: string, digest: string): void {
    writeSync(this.sentFile, `${digest} ${nonce}\n`);
    this.sent += 1;
  }

  noteAcknowledged(digest: string): void {
    writeSync(this.acknowledgedFile, `${digest}\n`);
    this.acknowledged += 1;
  }

  /** What the files say, by the digest of the body. */
  read(): Map<string, LedgerEntry> {
    const entries = new Map<string, LedgerEntry>();
    for (const line of linesOf(join(this.folder, SENT))) {
      const [digest = '', nonce = ''] = line.split(' ');
      const entry = entries.get(digest) ?? { nonce, sent: 0, acknowledged: 0 };
      entry.sent += 1;
      entries.set(digest, entry);
    }
    for (const digest of linesOf(join(this.folder, ACKNOWLEDGED))) {
      const entry = entries.get(digest);
      if (!entry) throw new Error(`The ledger has an acknowledgement of ${digest}, which was never sent.`);
      entry.acknowledged += 1;
    }
    return entries;
  }

  close(): void {
    closeSync(this.sentFile);
    closeSync(this.acknowledgedFile);
  }
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'latin1')
    .split('\n')
    .filter((line) => line !== '');
}
