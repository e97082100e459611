export const WEBHOOK_PATH = '/webhooks/signalzen';

/** Longer than any URL of a webhook, whatever a proxy did to it. */
const MAX_LENGTH = 2048;
const ORIGIN = /^https?:\/\/[^/?#]*/i;
const ESCAPE = /%([0-9a-f]{2})/gi;
const UNRESERVED = /[a-z0-9\-._~]/i;

/** Where the deliveries of an account go to. */
export function webhookPathOfAccount(account: string): string {
  return account === 'default' ? WEBHOOK_PATH : `${WEBHOOK_PATH}/${account}`;
}

/**
 * The path that a request's URL means, if it is the webhook's or one below it: without query, in lower case and
 * without a slash at its end. People and proxies write `//webhooks/signalzen/`, `http://host/webhooks/signalzen` or
 * `/webhooks/./signalze%6E`, which can mean nothing else here, and what is refused is lost.
 * @returns `undefined` for any other URL
 */
export function webhookPathOf(url: string): string | undefined {
  if (url === WEBHOOK_PATH) return url;
  const [withoutQuery = ''] = url.split(/[?#]/, 1);
  if (withoutQuery.length > MAX_LENGTH) return undefined;
  const segments: string[] = [];
  for (const segment of plainPathOf(withoutQuery).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const path = `/${segments.join('/')}`;
  return path === WEBHOOK_PATH || path.startsWith(`${WEBHOOK_PATH}/`) ? path : undefined;
}

/** Without its origin; letters that need no escape have none. */
function plainPathOf(url: string): string {
  const unescaped = url.replace(ORIGIN, '').replace(ESCAPE, (escape, code: string) => {
    const letter = String.fromCharCode(Number.parseInt(code, 16));
    return UNRESERVED.test(letter) ? letter : escape;
  });
  return unescaped.toLowerCase();
}
