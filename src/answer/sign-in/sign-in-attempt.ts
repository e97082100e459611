import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** As long as somebody may take at the provider. */
export const ATTEMPT_SECONDS = 600;
/** Ends the state of an attempt that took the place of a lost one. */
const SECOND = '.2';
const STATE = /^[\w-]{43}(\.2)?$/;

/** What a browser keeps while its person is at the provider. */
export interface SignInAttempt {
  /** Comes back with the person: so this attempt is known among others. */
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
  /** Where on the page he was. */
  readonly returnTo: string;
}

const schema = z.object({
  ...{ state: z.string(), nonce: z.string(), codeVerifier: z.string(), returnTo: z.string() },
  until: z.number(),
});

/** @param random as `randomState` of the client makes it */
export function stateOf(random: string, isSecond: boolean): string {
  return isSecond ? random + SECOND : random;
}

/** Whether the attempt of a state took the place of a lost one: then it is not begun a third time. */
export function isSecondAttempt(state: string): boolean {
  return state.endsWith(SECOND);
}

/** What its cookie is called, before what `cookieName` puts there; `undefined`: this is no state of ours. */
export function attemptCookie(state: string): string | undefined {
  return STATE.test(state) ? `${ATTEMPT_COOKIE}${state.slice(0, 16)}` : undefined;
}

/** What the names of all such cookies begin with. */
export const ATTEMPT_COOKIE = 'signalzen-sign-in-';

/** As a cookie's value, signed: nobody else can make one, or prolong it. */
export function sealAttempt(attempt: SignInAttempt, secret: string): string {
  const until = Date.now() + ATTEMPT_SECONDS * 1000;
  const text = Buffer.from(JSON.stringify({ ...attempt, until })).toString('base64url');
  return `${text}.${signatureOf(text, secret)}`;
}

/** `undefined`: it is none of ours, or too old, or of another state. */
export function openAttempt(sealed: string, state: string, secret: string): SignInAttempt | undefined {
  const [text = '', signature = ''] = sealed.split('.');
  const given = Buffer.from(signature);
  const right = Buffer.from(signatureOf(text, secret));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  const { until, ...attempt } = schema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  return until > Date.now() && attempt.state === state ? attempt : undefined;
}

function signatureOf(text: string, secret: string): string {
  return createHmac('sha256', secret).update(`sign-in ${text}`).digest('base64url');
}
