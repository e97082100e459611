import { dirname, resolve } from 'node:path';
import { textOfBytes } from '../text-of-bytes';
import { FileUnreadable } from './file-unreadable';
import { IcsUnusable, readIcsEntries } from './ics-entries';
import type { IcsDay, IcsEntries } from './ics-entries';
import type { CalendarDay, CalendarDays, CalendarRequest } from './schema/rules-context';

const MAX_ICS_BYTES = 8 * 2 ** 20;

/** What was made of an .ics file for one entry of the rules. */
export interface TakenCalendar {
  readonly request: CalendarRequest;
  readonly taken: readonly CalendarDay[];
  /** Titles, by why they were left out; those of a day count once for each. */
  readonly leftOut: {
    readonly free: readonly string[];
    readonly byTitle: readonly string[];
    readonly timed: readonly string[];
    readonly cancelled: readonly string[];
  };
}

/** Reads the .ics files that rules name, each once, and remembers what was taken of them. */
export class Calendars {
  readonly taken: TakenCalendar[] = [];
  /** The files that were asked for, there or not. */
  readonly files = new Set<string>();
  private readonly read = new Map<string, IcsEntries | string>();

  /**
   * @param rulesFile whole path of the file that names them: a path of theirs begins beside it
   * @param readBytes throws FileUnreadable
   */
  constructor(
    private readonly rulesFile: string,
    private readonly readBytes: (path: string, maxBytes: number) => Buffer,
  ) {}

  daysOf(request: CalendarRequest): CalendarDays {
    const entries = this.entriesOf(resolve(dirname(this.rulesFile), request.file));
    if (typeof entries === 'string')
      return { days: [], problems: [`names "${request.file}", which ${entries}`] };
    const left = { free: [] as string[], byTitle: [] as string[] };
    const taken = entries.days.filter((day) => {
      if (!isMeant(day, request)) left.byTitle.push(day.name);
      else if (day.isFree && !request.takesFree) left.free.push(day.name);
      else return true;
      return false;
    });
    const { timed, cancelled } = entries;
    this.taken.push({ request, taken, leftOut: { ...left, timed, cancelled } });
    return { days: taken, problems: [] };
  }

  private entriesOf(path: string): IcsEntries | string {
    let entries = this.read.get(path);
    if (entries === undefined) {
      this.files.add(path);
      entries = this.readEntries(path);
      this.read.set(path, entries);
    }
    return entries;
  }

  private readEntries(path: string): IcsEntries | string {
    try {
      return readIcsEntries(textOfBytes(this.readBytes(path, MAX_ICS_BYTES), true));
    } catch (error) {
      if (error instanceof IcsUnusable || error instanceof FileUnreadable) return error.message;
      if (error instanceof TypeError) return 'is not text in UTF-8: save it in that encoding';
      throw error;
    }
  }
}

function isMeant({ name }: IcsDay, { only, except }: CalendarRequest): boolean {
  const title = name.toLocaleLowerCase();
  const holds = (text: string) => title.includes(text.toLocaleLowerCase());
  return (only.length === 0 || only.some(holds)) && !except.some(holds);
}
