/** With fewer, a token can be found by trying; SignalZen and the first start give longer ones. */
export const MIN_SECRET_LENGTH = 16;
const MIN_DIFFERENT_CHARACTERS = 5;
/** Of neighbouring characters that follow one another in the alphabet, or are the same: so many are a pattern. */
const MAX_RUNS = 0.6;

/** What stands in examples, and in files that others publish. */
const KNOWN = [
  /change.?(me|it|this)/,
  /replace.?(me|it|this|with)/,
  /pass.?word|passw(0|o)rd|passphrase/,
  /placeholder|example|insert.?(here|your)/,
  /your.?(own.?)?(api|secret|token|key)/,
  /qwerty|letmein|correct.?horse/,
  /-for-a-look$/,
  /^<.*>$/,
];

/** A way to make a secret that is none of these, for messages. */
export const HOW_TO_MAKE =
  'make one with `openssl rand -base64 32`, or with `node -p "crypto.randomBytes(32).toString(\'base64url\')"`';

/** @returns what makes a secret easy to guess, to follow "must"; `undefined` if nothing obvious does */
export function weaknessOf(secret: string, minLength = MIN_SECRET_LENGTH): string | undefined {
  if (secret.length < minLength) return `have at least ${minLength} characters`;
  const lower = secret.toLowerCase();
  if (KNOWN.some((pattern) => pattern.test(lower))) return 'not be one that stands in examples';
  const isPattern =
    new Set(secret).size < MIN_DIFFERENT_CHARACTERS || /^(.+?)\1+$/.test(lower) || runsIn(lower) > MAX_RUNS;
  return isPattern ? 'not be a pattern that can be guessed' : undefined;
}

/** The share of characters that go on as the ones before: `1234`, `dcba`, `aaaa`. */
function runsIn(text: string): number {
  const steps = Array.from(text, (_, index) => text.charCodeAt(index + 1) - text.charCodeAt(index)).slice(
    0,
    -1,
  );
  return steps.filter((step) => Math.abs(step) <= 1).length / steps.length;
}
