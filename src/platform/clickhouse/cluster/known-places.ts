import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '../../logging/log';
import { keepPrivateFile } from '../embedded/private-file';

const FILE = 'account-shards.json';
const schema = z.record(z.string(), z.string().regex(/^[1-9]\d*$/));

/** Which shard each account is on, as far as this data directory remembers. */
export class KnownPlaces {
  private constructor(
    private readonly file: string,
    private known: ReadonlyMap<string, string>,
    private readonly log: Log,
  ) {}

  /** Those that the file in a data directory has; none where there is no file, or one that is damaged. */
  static in(dataDir: string, log: Log): KnownPlaces {
    const file = join(dataDir, FILE);
    return new KnownPlaces(file, read(file, log), log);
  }

  /** Account → name of its shard. */
  get shards(): ReadonlyMap<string, string> {
    return this.known;
  }

  /** A copy that cannot be written is only missed while Keeper is away. */
  replace(shards: ReadonlyMap<string, string>): void {
    this.known = shards;
    const sorted = [...shards].sort(([one], [other]) => (one < other ? -1 : 1));
    try {
      keepPrivateFile(this.file, `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`);
    } catch (error) {
      this.log.warn(
        { err: error, file: this.file },
        'which shard each account is on could not be remembered',
      );
    }
  }
}

function read(file: string, log: Log): ReadonlyMap<string, string> {
  try {
    return new Map(Object.entries(schema.parse(JSON.parse(readFileSync(file, 'utf8')))));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn({ err: error, file }, 'this file is damaged; which shard each account is on is asked for');
    return new Map();
  }
}
