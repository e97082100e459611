import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { Spool } from '../spool';
import type { SpoolOptions } from '../spool-options';
import type { SpoolEntry, SpoolRecord } from '../spool-record';

/** Small, so that tests rotate soon. */
export const TEST_SEGMENT_BYTES = 64 << 10;

export interface LogLine {
  readonly level: number;
  readonly msg: string;
}

/** A directory for spools that is removed after the test, and the spools opened in it. */
export class TemporarySpool {
  readonly root = mkdtempSync(join(tmpdir(), 'spool-'));
  readonly directory = join(this.root, 'spool');
  readonly logged: LogLine[] = [];
  private readonly opened: Spool[] = [];

  /** Opens the spool of this directory, or of a copy of it. */
  async open(options: Partial<SpoolOptions> = {}): Promise<Spool> {
    const write = (line: string): void => {
      this.logged.push(JSON.parse(line) as LogLine);
    };
    const spool = await Spool.open({
      directory: this.directory,
      log: pino({ level: 'info' }, { write }),
      segmentBytes: TEST_SEGMENT_BYTES,
      maxPendingBytes: 1 << 30,
      minFreeBytes: 0,
      ...options,
    });
    this.opened.push(spool);
    return spool;
  }

  /** What a kill would leave behind now: the files as they are, under another name. */
  copy(name: string): string {
    const copy = join(this.root, name);
    for (;;) {
      try {
        copyFolder(this.directory, copy);
        return copy;
      } catch (error) {
        // A file was renamed by an operation under way: the copy would be of no moment in time.
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
        rmSync(copy, { recursive: true });
      }
    }
  }

  messages(level: 'info' | 'warn' | 'error' | 'fatal'): string[] {
    return this.logged.filter((line) => line.level === pino.levels.values[level]).map(({ msg }) => msg);
  }

  async dispose(): Promise<void> {
    for (const spool of this.opened) await spool.close();
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** Not with `cpSync`: it copies endlessly when a file is cut short meanwhile. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target);
    else writeFileSync(target, readFileSync(source));
  }
}

/** The files in a directory whose names end like this, sorted. */
export function filesIn(directory: string, ending: string): string[] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(directory, name));
}

/** An entry whose body tells its number. */
export function entry(number: number, overrides: Partial<SpoolEntry> = {}): SpoolEntry {
  const body = Buffer.from(JSON.stringify({ number, text: 'a message of a visitor' }));
  return { account: 'default', receivedAt: 1_760_000_000_000 + number, occurrence: 0n, body, ...overrides };
}

export function numberOf(record: SpoolRecord): number {
  return (JSON.parse(record.body.toString()) as { number: number }).number;
}

/** The numbers from … up to (exclusive). */
export function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** Appends entries with these numbers, all at once. */
export async function storeAll(spool: Spool, numbers: readonly number[]): Promise<void> {
  await Promise.all(numbers.map((number) => spool.store(entry(number))));
}

/** Reads and acknowledges everything that is pending. */
export async function drain(spool: Spool): Promise<SpoolRecord[]> {
  const records: SpoolRecord[] = [];
  while (spool.stats().pendingRecords > 0) {
    // Records that went bad while the spool was open count as pending until their segment ends: none will come.
    const signal = AbortSignal.timeout(500);
    try {
      const batch = await spool.read({ maxRecords: 100, maxBytes: 1 << 20, signal });
      records.push(...batch.records);
      await spool.acknowledge(batch);
    } catch (error) {
      if (error === signal.reason) break;
      throw error;
    }
  }
  return records;
}
