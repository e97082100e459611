/** A share link opens nothing, or nothing any more; the message is for whoever looks at it. */
export class LinkOver extends Error {
  readonly code = 'UNAUTHENTICATED';

  constructor(
    message = 'This link shows nothing any more: it has expired, or was taken back. Ask whoever sent it for another.',
  ) {
    super(message);
  }
}
