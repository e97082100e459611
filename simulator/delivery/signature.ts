import { createHmac } from 'node:crypto';

/** What SignalZen writes into `x-signalzen-signature`: the lower-case hex HMAC-SHA256 of the body. */
export function signatureOf(body: Buffer, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}
