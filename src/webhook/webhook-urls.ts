import type { WebhookAccount } from './webhook-account';

export const WEBHOOK_PATH = '/webhooks/signalzen';
export const DEFAULT_ACCOUNT = 'default';

/** Whether a request's URL is the webhook's, of whatever account. */
export function isWebhookUrl(url: string): boolean {
  if (!url.startsWith(WEBHOOK_PATH)) return false;
  const next = url[WEBHOOK_PATH.length];
  return next === undefined || next === '/' || next === '?';
}

/**
 * The accounts by the paths of their URLs. The account `default` has the bare path as well.
 */
export class WebhookUrls {
  private readonly byPath = new Map<string, WebhookAccount>();

  constructor(accounts: readonly WebhookAccount[]) {
    for (const account of accounts) {
      this.byPath.set(`${WEBHOOK_PATH}/${account.name}`, account);
      if (account.name !== DEFAULT_ACCOUNT) continue;
      this.byPath.set(WEBHOOK_PATH, account).set(`${WEBHOOK_PATH}/`, account);
    }
  }

  /** The account of a URL; its query is ignored. `undefined`: no such account. */
  accountOf(url: string): WebhookAccount | undefined {
    const account = this.byPath.get(url);
    if (account) return account;
    const query = url.indexOf('?');
    return query < 0 ? undefined : this.byPath.get(url.slice(0, query));
  }
}
