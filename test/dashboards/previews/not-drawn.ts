import { escaped } from './escaped';

/** What a panel holds that the preview cannot draw: it is said in its place, and nothing is drawn instead. */
export class NotDrawn extends Error {
  readonly code = 'NOT_DRAWN';

  /** @param what such as `panels of the type gauge` */
  constructor(what: string) {
    super(`${what}: not drawn in the preview`);
  }
}

/** @returns the HTML of a content, or of what says that it is not drawn */
export function drawnOrSaid(draw: () => string): string {
  try {
    return draw();
  } catch (error) {
    if (error instanceof NotDrawn) return `<div class="empty">${escaped(error.message)}</div>`;
    throw error;
  }
}
