import type { WrittenLanguageCode } from '../../platform/words/written-languages';

export interface SheetSentence {
  readonly text: string;
  /** Good or bad only where that is certain, and matters. */
  readonly tone: 'good' | 'bad' | 'neutral';
}

/** One figure, and what is to be said of it. */
export interface SheetRow {
  readonly label: string;
  readonly value: string;
  /** Such as `−5.4 pts, was 91 %`; empty: nothing. */
  readonly change: string;
  readonly tone: SheetSentence['tone'];
  /** How sure that is; empty: nothing. */
  readonly note: string;
}

export interface SheetSection {
  readonly heading: string;
  readonly sentences?: readonly SheetSentence[];
  readonly rows?: readonly SheetRow[];
  /** Columns with their heads, of which the first names the row. */
  readonly table?: { readonly head: readonly string[]; readonly body: readonly (readonly string[])[] };
  /** Below all that. */
  readonly note?: string;
}

/** A digest for people who have room for all of it: a mail. */
export interface DigestSheet {
  readonly language: WrittenLanguageCode;
  /** What and when it tells of, above its title. */
  readonly about: string;
  readonly title: string;
  /** What to know before it is read: that it is late, or not complete. */
  readonly remarks: readonly string[];
  readonly sentences: readonly SheetSentence[];
  readonly sections: readonly SheetSection[];
  /** Why somebody gets it, and what a link is called by which he gets no more. */
  readonly reason: string;
  readonly unsubscribe: string;
}
