import { DEFAULT_ACCOUNT } from '../../platform/config/read-settings';
import type { WebhookAccount } from './webhook-account';
import { WEBHOOK_PATH, webhookPathOf } from './webhook-path';

/** The accounts by the paths of their URLs. The account `default` has the bare path as well. */
export class WebhookUrls {
  private readonly byPath = new Map<string, WebhookAccount>();

  constructor(accounts: readonly WebhookAccount[]) {
    for (const account of accounts) {
      this.byPath.set(`${WEBHOOK_PATH}/${account.name}`, account);
      if (account.name === DEFAULT_ACCOUNT) this.byPath.set(WEBHOOK_PATH, account);
    }
  }

  /** The paths that have an account. */
  get paths(): string[] {
    return [...this.byPath.keys()];
  }

  /** The path of the account whose signature of a body this is; `undefined` if it is nobody's. */
  pathOfSigner(body: Buffer, signature: string): string | undefined {
    return [...this.byPath].find(([, account]) => account.signed(body, signature))?.[0];
  }

  /** The account that a URL means, however it is spelled; `undefined`: no such account. */
  accountOf(url: string): WebhookAccount | undefined {
    const account = this.byPath.get(url);
    if (account) return account;
    const path = webhookPathOf(url);
    return path === undefined ? undefined : this.byPath.get(path);
  }
}
