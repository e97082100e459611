import { createHmac } from 'node:crypto';
import { SECRET } from './running-service';

export function signatureOf(body: Buffer | string, secret = SECRET): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

/** Posts a body as SignalZen does, signed unless other headers are given. */
export function post(
  url: string,
  body: Buffer | string,
  headers: Record<string, string> = { 'x-signalzen-signature': signatureOf(body) },
): Promise<Response> {
  return fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
}
