import { stat } from 'node:fs/promises';
import type { Log } from '../logging/log';
import { loadRules } from './load-rules';
import type { LoadedRules, RulesSettings } from './load-rules';
import type { Rules } from './rules';
import { problemText, RulesError } from './rules-problem';

/**
 * The rules of this process: those of the file as it was when it was last right. A file that has become wrong changes
 * nothing, and neither does one that is gone, until the next start.
 */
export class RulesInForce {
  private loaded: LoadedRules;
  private paths: readonly string[];
  private wrong: readonly string[] = [];
  private seen: string | undefined;
  private isDue = false;

  /**
   * Reads the rules.
   * @throws RulesError
   */
  constructor(
    private readonly settings: RulesSettings,
    private readonly log: Log,
  ) {
    this.loaded = loadRules(settings);
    this.paths = this.loaded.paths;
    this.reportWarnings();
  }

  get current(): Rules {
    return this.loaded.rules;
  }

  /** What is wrong with the file as it is now, while former rules are in force; empty: nothing. */
  get problems(): readonly string[] {
    return this.wrong;
  }

  /**
   * Reads the file again if it has changed, or one that it names, and has then been left alone since the last call:
   * whoever writes it may not be done. Looks at what stands there rather than waiting for news of it, so that it sees a
   * file that was replaced, a symbolic link that was turned elsewhere, and changes on other machines.
   */
  async reloadIfChanged(): Promise<void> {
    const now = await signatureOf(this.paths);
    const isSettled = this.isDue && now === this.seen;
    this.isDue = (this.seen !== undefined && now !== this.seen) || (this.isDue && !isSettled);
    this.seen = now;
    if (isSettled) this.reload();
  }

  /** Reads the file again: all of it comes into force, or nothing. */
  reload(): void {
    try {
      const loaded = loadRules(this.settings, (paths) => (this.paths = paths));
      if (loaded.file === undefined && this.loaded.file !== undefined)
        this.refuse([`${this.loaded.file}: is gone`]);
      else this.accept(loaded);
    } catch (error) {
      if (!(error instanceof RulesError)) throw error;
      this.refuse(error.problems.map(problemText));
    }
  }

  private accept(loaded: LoadedRules): void {
    const isNew = loaded.digest !== this.loaded.digest;
    const wasWrong = this.wrong.length > 0;
    this.loaded = loaded;
    this.wrong = [];
    if (!isNew && !wasWrong) return;
    const { schedules, targets, teams, accounts } = loaded.rules;
    const counts = {
      ...{ schedules: schedules.size, targets: targets.size },
      ...{ teams: teams.size, accounts: accounts.size },
    };
    this.log.info({ file: loaded.file, ...counts }, 'the rules were read again and are in force');
    this.reportWarnings();
  }

  private refuse(problems: readonly string[]): void {
    this.wrong = problems;
    this.log.error({ problems }, 'the rules are wrong now: those that were read before remain in force');
  }

  private reportWarnings(): void {
    for (const warning of this.loaded.warnings)
      this.log.warn({ rule: problemText(warning) }, 'a rule looks like a mistake');
  }
}

/** Changes with the files at these paths, whatever symbolic links lead to them. */
async function signatureOf(paths: readonly string[]): Promise<string> {
  const all = await Promise.all(
    paths.map(async (path) => {
      try {
        const { dev, ino, size, mtimeMs, ctimeMs } = await stat(path);
        return [path, dev, ino, size, mtimeMs, ctimeMs].join(' ');
      } catch {
        return `${path} -`;
      }
    }),
  );
  return all.join('\n');
}
