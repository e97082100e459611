import { createHmac, randomUUID } from 'node:crypto';
import { isHttpsOrLoopback } from '../../platform/config/loopback';
import type { Settings } from '../../platform/config/settings';
import { testDelivery } from '../../receive/webhook/test-delivery';
import { webhookPathOfAccount } from '../../receive/webhook/webhook-path';
import { findingsOf } from './finding';
import type { Finding } from './finding';

const TIMEOUT_MS = 15_000;

/**
 * Plays SignalZen to the webhook of each account: the challenge, and a delivery that counts in no number.
 * @param origin as SignalZen reaches it
 */
export async function checkWebhooks(accounts: Settings['accounts'], origin: URL): Promise<Finding[]> {
  const all = [...accounts].map(([account, [secret = '']]) =>
    checkWebhook(new URL(webhookPathOfAccount(account), origin), secret),
  );
  return Promise.all(all);
}

async function checkWebhook(url: URL, secret: string): Promise<Finding> {
  const { ok, warn, fail } = findingsOf('webhook');
  const challenge = `doctor-${randomUUID()}`;
  try {
    const challenged = await post(url, Buffer.from(JSON.stringify({ challenge })), secret);
    if (challenged.status === 401)
      return fail(
        `${url.href} refuses this secret: the service runs with another, or a proxy changes bodies`,
      );
    if (challenged.status >= 300 && challenged.status < 400)
      return fail(
        `${url.href} leads elsewhere (${challenged.status}): SignalZen must be given the last address`,
      );
    if (challenged.status !== 200 || challenged.text !== challenge)
      return fail(
        `${url.href} did not answer the challenge (${challenged.status}): is this service behind it, and does a proxy pass on /webhooks/?`,
      );
    const body = testDelivery(randomUUID());
    const delivered = await post(url, body, secret);
    if (delivered.status !== 200)
      return fail(`${url.href} refused a delivery (${delivered.status}): ${delivered.text.slice(0, 200)}`);
  } catch (error) {
    return fail(`${url.href} does not answer: ${reasonOf(error)}`);
  }
  if (!isHttpsOrLoopback(url)) return warn(`${url.href} answers, and over http anybody on the way reads it`);
  return ok(`${url.href} answered the challenge and took a test delivery`);
}

async function post(url: URL, body: Buffer, secret: string): Promise<{ status: number; text: string }> {
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': 'application/json',
      'x-signalzen-signature': createHmac('sha256', secret).update(body).digest('hex'),
    },
    body: new Uint8Array(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return { status: response.status, text: await response.text() };
}

/** Of what fetch throws, the system's word for it stands in the cause. */
export function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: NodeJS.ErrnoException };
  return cause?.code ?? cause?.message ?? message;
}
