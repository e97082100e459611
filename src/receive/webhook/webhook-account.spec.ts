import { WebhookAccount } from './webhook-account';
import { AccountCounters } from './webhook-counters';

/** RFC 4231, test case 2. */
const SECRET = 'Jefe';
const BODY = Buffer.from('what do ya want for nothing?');
const SIGNATURE = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';

describe('The signature of a delivery', () => {
  const account = (...secrets: string[]) => new WebhookAccount('default', secrets, new AccountCounters());

  it('is the HMAC-SHA256 of RFC 4231 under any of the secrets', () => {
    expect(account(SECRET).signed(BODY, SIGNATURE)).toBe(true);
    expect(account('another', SECRET).signed(BODY, SIGNATURE)).toBe(true);
    expect(account(SECRET, 'another').signed(BODY, SIGNATURE)).toBe(true);
  });

  it('is wrong under another secret, for another body, and with another digit', () => {
    expect(account('another').signed(BODY, SIGNATURE)).toBe(false);
    expect(account(SECRET).signed(Buffer.from('what do ya want for nothing'), SIGNATURE)).toBe(false);
    expect(account(SECRET).signed(BODY, `${SIGNATURE.slice(0, -1)}4`)).toBe(false);
  });
});
