import type { ChannelRules } from '../../platform/rules/channel-rules';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * How long is waited after each attempt. To a program for 75 hours in all, as Standard Webhooks proposes: it may be
 * down over a weekend. A mail is worth having a day later. In a room of a chat people take what they read for news.
 */
const WAITS: Readonly<Record<ChannelRules['kind'], readonly number[]>> = {
  webhook: [
    ...[5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR],
    ...[10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
  ],
  email: [
    ...[30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR],
    ...[2 * HOUR, 4 * HOUR, 8 * HOUR, 8 * HOUR],
  ],
  slack: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR],
  teams: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR],
  discord: [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR],
};

/** By so much a wait is longer at most, so that what failed together is not tried again together. */
const JITTER = 0.2;

/**
 * How long to wait before the next attempt, in milliseconds; `undefined`: there is none.
 * @param attempts that there were
 * @param retryAfterMs not sooner than that
 * @param random 0 up to 1
 */
export function waitAfter(
  kind: ChannelRules['kind'],
  attempts: number,
  retryAfterMs = 0,
  random = Math.random(),
): number | undefined {
  const wait = WAITS[kind][attempts - 1];
  return wait === undefined ? undefined : Math.max(Math.round(wait * (1 + JITTER * random)), retryAfterMs);
}
