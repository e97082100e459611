import type { NoticeFigure, NoticeLink } from '../notices/notice';
import type { Found } from './alert-state';

/** What somebody who looked has found of one of the things that an alert is about. */
export interface Finding {
  /** Such as an account; empty where the alert is about one thing alone. */
  readonly about: string;
  readonly found: Found;
  /** Worded only where anything has changed: most looks find what was found before. */
  readonly say: () => Said;
}

/** What is to be said of a finding. */
export interface Said {
  /** One line for when it is so, and one for when it is over. */
  readonly title: string;
  readonly titleWhenOver: string;
  /** One line for when there is too little to say; without it as when it is over. */
  readonly titleWithoutData?: string;
  /** A paragraph each, for when it is so. */
  readonly text: readonly string[];
  readonly figures: readonly NoticeFigure[];
  readonly links: readonly NoticeLink[];
  /** The numbers of now, for programs and for whoever asks later. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** How a window was judged that is over. */
export interface WindowMark {
  /** By all that was received up to then, in milliseconds. */
  readonly asOf: number;
  /** Whether it was judged otherwise once more, as events came late: that stays. */
  readonly isFinal: boolean;
}

/** What was found at a moment: several where windows were skipped that are judged all the same. */
export interface Round {
  /** In milliseconds. */
  readonly at: number;
  readonly findings: readonly Finding[];
  /** Of windows that are judged once: up to when all of them are, in milliseconds. */
  readonly judgedUntil?: number;
  /** What is to be known of that later. */
  readonly judged?: WindowMark;
}

export function soIf(isSo: boolean): Found {
  return isSo ? 'so' : 'not so';
}

/** How the page is reached, as far as anybody knows. */
export class PageLinks {
  constructor(private readonly publicUrl: URL | undefined) {}

  /** @param search such as `view=live` */
  to(text: string, search = ''): NoticeLink[] {
    if (this.publicUrl === undefined) return [];
    const url = new URL(this.publicUrl);
    url.search = search;
    return [{ text, url: url.href }];
  }
}
