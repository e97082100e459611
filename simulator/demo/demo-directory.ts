import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { DataDirectoryLock } from '../../src/platform/data-directory/data-directory-lock';
import { makeDirectory } from '../../src/platform/data-directory/make-directory';
import { SimulatorError } from '../simulator-error';
import { DEMO_ACCOUNTS } from './demo-accounts';

const schema = z.object({
  isDemo: z.literal(true),
  /** Of the made-up year. */
  seed: z.number(),
  until: z.number(),
  /** Whether all of the year was sent. */
  isFilled: z.boolean(),
  secrets: z.record(z.string(), z.string()),
});
type State = z.infer<typeof schema>;

/** The directory of a demo: a file in it says that it is one, so that no other is ever filled or removed. */
export class DemoDirectory {
  private constructor(
    readonly path: string,
    private current: State,
  ) {}

  /**
   * Makes the directory, or takes up the one of an earlier demo.
   * @throws SimulatorError `NOT_A_DEMO` where something else is in it
   */
  static open(path: string, now: number): DemoDirectory {
    const directory = resolve(path);
    const found = stateIn(directory);
    if (found !== undefined) return new DemoDirectory(directory, found);
    makeDirectory(directory);
    const fresh = new DemoDirectory(directory, {
      isDemo: true,
      seed: Math.floor(now / 1000),
      until: now,
      isFilled: false,
      secrets: Object.fromEntries(
        DEMO_ACCOUNTS.map(({ name }) => [name, randomBytes(32).toString('base64url')]),
      ),
    });
    fresh.write();
    return fresh;
  }

  /**
   * Removes a demo with all that is in it.
   * @returns false where there is none
   * @throws SimulatorError `NOT_A_DEMO`
   * @throws DataDirectoryInUse while it runs
   */
  static async remove(path: string): Promise<boolean> {
    const directory = resolve(path);
    if (stateIn(directory) === undefined) return false;
    const lock = await DataDirectoryLock.take(join(directory, 'data'));
    rmSync(directory, { recursive: true });
    lock.release();
    return true;
  }

  get state(): State {
    return this.current;
  }

  get dataDir(): string {
    return join(this.path, 'data');
  }

  isFilled(): void {
    this.current = { ...this.current, isFilled: true };
    this.write();
  }

  private write(): void {
    writeFileSync(fileIn(this.path), `${JSON.stringify(this.current, null, 2)}\n`, { mode: 0o600 });
  }
}

function fileIn(directory: string): string {
  return join(directory, 'demo.json');
}

/** `undefined`: nothing is there yet. @throws SimulatorError `NOT_A_DEMO` */
function stateIn(directory: string): State | undefined {
  if (!existsSync(directory)) return undefined;
  try {
    if (readdirSync(directory).length === 0) return undefined;
    return schema.parse(JSON.parse(readFileSync(fileIn(directory), 'utf8')));
  } catch (error) {
    throw new SimulatorError(
      'NOT_A_DEMO',
      `${directory} holds something else than a demo, and is left as it is: give another one with --directory.`,
      { cause: error },
    );
  }
}
