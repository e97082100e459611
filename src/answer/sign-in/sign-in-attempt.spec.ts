import { attemptCookie, isSecondAttempt, openAttempt, sealAttempt, stateOf } from './sign-in-attempt';

const STATE = 'a'.repeat(43);
const ATTEMPT = { state: STATE, nonce: 'nonce', codeVerifier: 'verifier', returnTo: '/?range=today' };

describe('An attempt to sign in', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is opened by whoever sealed it, for its own state, for ten minutes', () => {
    const sealed = sealAttempt(ATTEMPT, 'secret');
    expect(openAttempt(sealed, STATE, 'secret')).toEqual(ATTEMPT);
    expect(openAttempt(sealed, 'b'.repeat(43), 'secret')).toBeUndefined();
    expect(openAttempt(sealed, STATE, 'another')).toBeUndefined();
    jest.useFakeTimers({ now: Date.now() + 599_000 });
    expect(openAttempt(sealed, STATE, 'secret')).toEqual(ATTEMPT);
    jest.setSystemTime(Date.now() + 2_000);
    expect(openAttempt(sealed, STATE, 'secret')).toBeUndefined();
  });

  it('cannot be made or changed by anybody else', () => {
    const [text = '', signature = ''] = sealAttempt(ATTEMPT, 'secret').split('.');
    const other = Buffer.from(JSON.stringify({ ...ATTEMPT, until: 1e15 })).toString('base64url');
    for (const forged of ['', '.', text, `${text}.`, `${other}.${signature}`, `${other}.`, `.${signature}`])
      expect(openAttempt(forged, STATE, 'secret')).toBeUndefined();
  });

  it('has a cookie of its own, of letters that are safe there', () => {
    expect(attemptCookie(STATE)).toBe(`signalzen-sign-in-${'a'.repeat(16)}`);
    for (const state of ['', 'a', `${STATE}; Path=/x`, `${STATE}.3`, `${STATE}a`, '../'.repeat(20)])
      expect(attemptCookie(state)).toBeUndefined();
    expect(isSecondAttempt(STATE)).toBe(false);
    expect(isSecondAttempt(stateOf(STATE, true))).toBe(true);
    expect(attemptCookie(stateOf(STATE, true))).toBe(attemptCookie(STATE));
  });
});
