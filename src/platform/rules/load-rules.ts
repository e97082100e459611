import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import type { Settings } from '../config/settings';
import { Calendars } from './calendars';
import type { TakenCalendar } from './calendars';
import { FileUnreadable, readSmallFile } from './file-unreadable';
import { readRules } from './read-rules';
import type { ReadRules } from './read-rules';
import { NO_RULES } from './rules';
import { MAX_RULES_BYTES } from './rules-document';
import { RulesError } from './rules-problem';
import type { RulesProblem } from './rules-problem';
import { commandLine } from '../command-line';

/** The settings that rules are read with. */
export type RulesSettings = Pick<
  Settings,
  'configFile' | 'copilotIds' | 'copilotOnAccounts' | 'publicUrl' | 'retention' | 'variable'
> & {
  readonly accounts: Pick<Settings['accounts'], 'keys'>;
};

export interface LoadedRules extends ReadRules {
  /** As people name it; `undefined`: there is none, and no rules. */
  readonly file: string | undefined;
  readonly calendars: readonly TakenCalendar[];
  /** The same for the same bytes of the file and all that it names. */
  readonly digest: string;
  /** Whole paths of the file and all that it names, there or not. */
  readonly paths: readonly string[];
}

/**
 * Reads the file of rules and what it names. Where none is named and none is there, there are no rules.
 * @param onPaths is told which files were looked for, also where they are wrong
 * @throws RulesError
 */
export function loadRules(
  settings: RulesSettings,
  onPaths: (paths: readonly string[]) => void = () => undefined,
): LoadedRules {
  const { path, isNamed } = settings.configFile;
  const file = shownPath(path);
  const digest = createHash('sha256');
  const readBytes = (of: string, maxBytes: number): Buffer => {
    const bytes = readSmallFile(of, maxBytes);
    digest.update(of).update(String(bytes.length)).update(bytes);
    return bytes;
  };
  const calendars = new Calendars(path, readBytes);
  try {
    const bytes = readBytes(path, MAX_RULES_BYTES);
    const read = readRules(file, bytes, {
      accounts: [...settings.accounts.keys()],
      calendars,
      publicUrl: settings.publicUrl,
      variable: settings.variable,
      copilotIds: settings.copilotIds,
      copilotOnAccounts: settings.copilotOnAccounts,
      retention: settings.retention,
    });
    return {
      ...read,
      warnings: [...read.warnings, ...emptyCalendars(calendars)],
      file,
      calendars: calendars.taken,
      digest: digest.digest('hex'),
      paths: [path, ...calendars.files],
    };
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error;
    if (error.isAbsent && !isNamed)
      return { rules: NO_RULES, warnings: [], file: undefined, calendars: [], digest: '', paths: [path] };
    throw new RulesError([{ file, place: undefined, text: error.message }]);
  } finally {
    onPaths([path, ...calendars.files]);
  }
}

/** Shorter where it is below the working directory. */
function shownPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') ? path : short;
}

function emptyCalendars({ taken }: Calendars): RulesProblem[] {
  return taken
    .filter((one) => one.taken.length === 0)
    .map(({ request, leftOut }) => ({
      file: request.file,
      place: undefined,
      text:
        leftOut.free.length > 0
          ? 'no day is taken of it, since all of them are shown as free: `free: true` takes them all the same'
          : `no day is taken of it: \`${commandLine('config', '--holidays')}\` says why`,
    }));
}
