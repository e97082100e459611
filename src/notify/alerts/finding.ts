import type { NoticeFigure, NoticeLink } from '../notices/notice';

/** What somebody who looked has found of one of the things that an alert is about. */
export interface Finding {
  /** Such as an account; empty where the alert is about one thing alone. */
  readonly about: string;
  readonly isSo: boolean;
  /** One line for when it is so, and one for when it is over. */
  readonly title: string;
  readonly titleWhenOver: string;
  /** A paragraph each, for when it is so. */
  readonly text: readonly string[];
  readonly figures: readonly NoticeFigure[];
  readonly links: readonly NoticeLink[];
  /** The numbers of now. */
  readonly data: Readonly<Record<string, unknown>>;
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
