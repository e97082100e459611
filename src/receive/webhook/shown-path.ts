const MAX_LENGTH = 120;
const MAX_SEGMENT_LENGTH = 20;
const SHOWN_OF_LONGER = 4;

/** The path of a URL as a log may show it: no query, and of whatever may be a key that was pasted in, the beginning. */
export function shownPath(url: string): string {
  const [path = ''] = url.split(/[?#]/, 1);
  const segments = path
    .slice(0, MAX_LENGTH)
    .split('/')
    .map((segment) =>
      segment.length > MAX_SEGMENT_LENGTH ? `${segment.slice(0, SHOWN_OF_LONGER)}…` : segment,
    );
  return `${segments.join('/')}${path.length > MAX_LENGTH ? '…' : ''}`;
}
