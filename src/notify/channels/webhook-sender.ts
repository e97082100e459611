import { createHmac } from 'node:crypto';
import type { WebhookRules } from '../../platform/rules/channel-rules';
import type { Notice } from '../notices/notice';
import type { Outcome, Sender } from './outcome';
import { postJson } from './post';

/** The Standard Webhooks specification asks for bodies of under 20 KB. */
const MAX_BODY_BYTES = 20_000;

/**
 * Sends JSON, `{type, timestamp, data}`, signed as the Standard Webhooks specification (1.0.0) says: the id stays the
 * same each time it is sent, and the time is that of the attempt.
 */
export class WebhookSender implements Sender {
  constructor(private readonly channel: Pick<WebhookRules, 'url' | 'secrets'>) {}

  send(notice: Notice, _: string, isRepeat: boolean): Promise<Outcome> {
    const body = bodyOf(notice, isRepeat);
    const timestamp = String(Math.floor(Date.now() / 1000));
    return postJson({
      url: this.channel.url,
      body,
      headers: {
        'webhook-id': notice.id,
        'webhook-timestamp': timestamp,
        'webhook-signature': signaturesOf(this.channel.secrets, `${notice.id}.${timestamp}.${body}`),
      },
      isRefusalFinal: false,
    });
  }
}

function signaturesOf(secrets: readonly Buffer[], text: string): string {
  return secrets
    .map((secret) => `v1,${createHmac('sha256', secret).update(text).digest('base64')}`)
    .join(' ');
}

function bodyOf(notice: Notice, isRepeat: boolean): string {
  const { type, at, severity, title, text, figures, links, data } = notice;
  const all = { ...data, severity, title, text, figures, links, mayBeRepeat: isRepeat };
  const whole = JSON.stringify({ type, timestamp: at, data: all });
  if (Buffer.byteLength(whole) < MAX_BODY_BYTES) return whole;
  // What it is about, and where to look.
  return JSON.stringify({
    type,
    timestamp: at,
    data: { severity, title, links, mayBeRepeat: isRepeat, isShortened: true },
  });
}
