const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time as people say it, in its two largest units: `45 s`, `2 min 15 s`, `21 h 5 min`, `3 d`. */
export function lengthText(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
  if (ms < HOUR) return two(ms, MINUTE, 'min', SECOND, 's');
  if (ms < 2 * DAY) return two(ms, HOUR, 'h', MINUTE, 'min');
  return two(ms, DAY, 'd', HOUR, 'h');
}

function two(ms: number, large: number, ofLarge: string, small: number, ofSmall: string): string {
  const [whole, rest] = [Math.floor(ms / large), Math.floor((ms % large) / small)];
  return rest === 0 ? `${whole} ${ofLarge}` : `${whole} ${ofLarge} ${rest} ${ofSmall}`;
}
