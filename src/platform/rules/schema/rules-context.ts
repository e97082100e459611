/** Which entries of an .ics file are days. */
export interface CalendarRequest {
  /** As the rules name it. */
  readonly file: string;
  /** Texts, one of which the title must hold; empty: any. */
  readonly only: readonly string[];
  /** Texts, none of which the title may hold. */
  readonly except: readonly string[];
  /** Whether entries are taken that are shown as free. */
  readonly takesFree: boolean;
}

/** A day that an .ics file names. */
export interface CalendarDay {
  /** `2026-12-25`. */
  readonly day: string;
  /** The title of its entry. */
  readonly name: string;
}

export interface CalendarDays {
  readonly days: readonly CalendarDay[];
  /** Why the file cannot be used, if so. */
  readonly problems: readonly string[];
}

/** What the rules are about, and stands elsewhere. */
export interface RulesContext {
  /** Those that have a secret here. */
  readonly accounts: readonly string[];
  /** The names that the file itself gives. */
  readonly schedules: readonly string[];
  readonly targets: readonly string[];
  readonly teams: readonly string[];
  readonly channels: readonly string[];
  /** Where people reach the service. */
  readonly publicUrl: URL | undefined;
  /** A variable of the environment. */
  readonly variable: (name: string) => string | undefined;
  readonly calendars: { daysOf(request: CalendarRequest): CalendarDays };
}
