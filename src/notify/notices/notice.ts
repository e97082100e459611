import type { DigestSheet } from './digest-sheet';

/** What a notice is about. */
export type NoticeType =
  | 'alert.firing'
  | 'alert.resolved'
  | 'alert.no_data'
  | 'alert.error'
  | 'digest'
  | 'channel.disabled'
  | 'test';

export type Severity = 'info' | 'warning' | 'critical';

/** One line of figures: what it is, the figure, and what is to be said of it. */
export interface NoticeFigure {
  readonly label: string;
  readonly value: string;
  /** Such as "about the same as the week before"; empty: nothing. */
  readonly note: string;
  /** Whether that is good or bad news, where it is certain and matters. */
  readonly tone?: 'good' | 'bad';
}

export interface NoticeLink {
  readonly text: string;
  readonly url: string;
}

/** What people, or programs, are told: plain text, which each channel writes in its own form. */
export interface Notice {
  /** Names it for whoever receives it; the same each time it is sent. Letters, digits, `_` and `-`. */
  readonly id: string;
  readonly type: NoticeType;
  readonly at: Date;
  /** Of which accounts and teams it tells, empty lists being all; left out: of everything. */
  readonly about?: { readonly accounts: readonly string[]; readonly teams: readonly string[] };
  /** `undefined`: it is no alert. */
  readonly severity?: Severity;
  /** One line. */
  readonly title: string;
  /** A paragraph each. */
  readonly text: readonly string[];
  readonly figures: readonly NoticeFigure[];
  readonly links: readonly NoticeLink[];
  /** Of a digest: all of it, for mails; the rest is its short form. */
  readonly sheet?: DigestSheet;
  /** Where the receiver of a mail leaves off: a page, which https alone makes possible with one click. */
  readonly unsubscribe?: URL;
  /** The same for programs. */
  readonly data: Readonly<Record<string, unknown>>;
}
