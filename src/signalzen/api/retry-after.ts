/**
 * How long a server asks to be left alone, in milliseconds: from `Retry-After` in seconds, or as the date of
 * HTTP. A date is compared with the answer's own `Date`, for the clocks of the two sides may differ.
 * `undefined`: it does not say, or not in a way that can be understood.
 * @param now milliseconds since 1970, for an answer without a date
 */
export function retryAfterOf(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const until = instantOf(text);
  if (until === undefined) return undefined;
  return Math.max(0, until - (instantOf(headers.get('date') ?? '') ?? now));
}

/** The one form of RFC 9110 that is still sent. `Date.parse` alone takes nearly anything for a date. */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

function instantOf(text: string): number | undefined {
  const instant = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
}
