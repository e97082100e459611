import { Temporal } from 'temporal-polyfill';

/** A stretch of time `start <= t < end` in which local time is `t + offset`. All in milliseconds. */
export interface OffsetSpan {
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

/**
 * The stretches of constant offset of a zone from an instant on, in order and without gaps; the last one ends
 * at infinity, or there is no last one. The calendar costs one question to the zone per daylight-saving change;
 * everything between is arithmetic.
 */
export function* offsetSpans(zone: string, from: number): Generator<OffsetSpan, void, undefined> {
  let at = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  let start = from;
  for (;;) {
    const offset = at.offsetNanoseconds / 1_000_000;
    const next = at.getTimeZoneTransition('next');
    if (next === null) {
      yield { start, end: Infinity, offset };
      return;
    }
    yield { start, end: next.epochMilliseconds, offset };
    start = next.epochMilliseconds;
    at = next;
  }
}
