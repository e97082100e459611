import type { OutgoingHttpHeaders } from 'node:http';
import { DATA_HEADERS } from '../http/data-headers';
import type { SinkRefusal } from '../spool/delivery-sink';

/** An answer, ready to be sent as it is. */
export interface WebhookAnswer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string;
}

const RETRY = { 'Retry-After': '5' };
const ALLOW = { Allow: 'POST' };

function answer(
  status: number,
  type: string,
  body: string,
  headers: OutgoingHttpHeaders = {},
): WebhookAnswer {
  return {
    status,
    headers: { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body), ...DATA_HEADERS, ...headers },
    body,
  };
}

function refusal(
  status: number,
  code: string,
  message: string,
  headers?: OutgoingHttpHeaders,
): WebhookAnswer {
  return answer(status, 'application/json', JSON.stringify({ error: { code, message } }), headers);
}

/** Every reason for which the edge itself refuses a request, with its answer. */
export const WEBHOOK_REFUSALS = {
  UNKNOWN_ACCOUNT: refusal(
    404,
    'UNKNOWN_ACCOUNT',
    'No account of this name is configured. Check the last part of the URL against the names of the SIGNALZEN_API_SECRET_<ACCOUNT> settings.',
  ),
  UNKNOWN_URL: refusal(
    404,
    'UNKNOWN_URL',
    'No webhook has this URL. Deliveries go to /webhooks/signalzen, or to /webhooks/signalzen/<account>.',
  ),
  METHOD_NOT_ALLOWED: refusal(405, 'METHOD_NOT_ALLOWED', 'Deliveries are sent with the method POST.', ALLOW),
  UNSUPPORTED_ENCODING: refusal(
    415,
    'UNSUPPORTED_ENCODING',
    'Send the body without a Content-Encoding: its signature is checked over the bytes as they were sent.',
  ),
  BODY_TOO_LARGE: refusal(413, 'BODY_TOO_LARGE', 'The body is larger than WEBHOOK_MAX_BODY_BYTES allows.'),
  MISSING_SIGNATURE: refusal(
    401,
    'MISSING_SIGNATURE',
    'The header x-signalzen-signature is missing: it holds the lower-case hex HMAC-SHA256 of the body.',
  ),
  INVALID_SIGNATURE: refusal(
    401,
    'INVALID_SIGNATURE',
    'The signature does not belong to this body. Check that the account has the API Secret key that the SignalZen Console shows.',
  ),
  GAVE_WAY: refusal(
    503,
    'GAVE_WAY',
    'Too many bodies were on their way at once, and this one for the longest time. Send it again.',
    RETRY,
  ),
  NOT_STORED: refusal(503, 'NOT_STORED', 'The delivery could not be stored. Send it again.', RETRY),
} as const satisfies Record<string, WebhookAnswer>;

export type RefusalCode = keyof typeof WEBHOOK_REFUSALS;

/** What a person reads who opens the webhook's URL in a browser. */
export const USAGE = answer(
  405,
  'text/plain; charset=utf-8',
  "This address receives SignalZen's webhooks: signed POST requests.\n" +
    "Enter it as the webhook's URL in the SignalZen Console; there is nothing to see here.\n",
  ALLOW,
);

/** The delivery is on disk. */
export const ACCEPTED = answer(200, 'application/json', '{"ok":true}');

const ofSink = new WeakMap<SinkRefusal, WebhookAnswer>();

/** The sink takes nothing now. One answer per reason: a flood of refused requests makes no new ones. */
export function sinkRefusal(reason: SinkRefusal): WebhookAnswer {
  let known = ofSink.get(reason);
  if (known === undefined) ofSink.set(reason, (known = refusal(503, reason.code, reason.text, RETRY)));
  return known;
}

/** The text of a challenge as the whole body, which somebody else wrote. */
export function challengeAnswer(text: string): WebhookAnswer {
  return answer(200, 'text/plain; charset=utf-8', text);
}
