import type { Notice } from '../notices/notice';

/** What became of one attempt to send a notice. */
export type Outcome =
  /** Whoever takes it has said so. `detail`: what is to be said of it all the same. */
  | { readonly kind: 'sent'; readonly detail?: string }
  /**
   * It has not gone out. With `isFinal`, trying again would not help. `isGone`: nothing would be
   * taken there, whatever it is.
   * `retryAfterMs`: not sooner than that, as the receiver said.
   */
  | {
      readonly kind: 'refused';
      readonly reason: string;
      readonly isFinal: boolean;
      readonly isGone?: boolean;
      readonly retryAfterMs?: number;
    }
  /** All of it was sent, or may have been, and nobody said that it was taken. */
  | { readonly kind: 'uncertain'; readonly reason: string };

/** Sends notices to where one channel leads. */
export interface Sender {
  /**
   * @param to of a channel by mail, the address; else empty
   * @param isRepeat whether it may have been sent before
   * @param signal aborted: what is not sent by then is not sent. Whatever takes long looks at it.
   */
  send(notice: Notice, to: string, isRepeat: boolean, signal?: AbortSignal): Promise<Outcome>;
}

const MAX_LETTERS = 200;

/** What somebody else answered, fit for a line of a log: one line, not long, and nothing that moves a terminal. */
export function foreignText(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return line.length > MAX_LETTERS ? `${line.slice(0, MAX_LETTERS)}…` : line;
}
