import type { Log } from '../../platform/logging/log';
import { LogThrottle } from './log-throttle';
import { shownPath } from './shown-path';
import { DEFAULT_ACCOUNT } from '../../platform/config/read-settings';

/** What the edge tells an operator: never more than one line in ten seconds about the same thing. */
export class WebhookLog {
  private readonly signatures = new Map<string, LogThrottle>();
  private readonly misdirections = new LogThrottle();
  private readonly storing = new LogThrottle();

  constructor(private readonly log: Log) {}

  /**
   * Nothing of the request is logged: it may be a signed body with its signature, sent to another account.
   * @param meantPath finds the path of the account whose signature it is, if it is that of another; called only where
   * that is reported
   */
  signatureFailed(account: string, meantPath: () => string | undefined): void {
    let throttle = this.signatures.get(account);
    if (!throttle) this.signatures.set(account, (throttle = new LogThrottle()));
    throttle.happened((times) => {
      const path = meantPath();
      this.log.warn(
        { account, times },
        path === undefined
          ? `Deliveries were refused because their signature is missing or wrong: check that ${settingOf(account)} ` +
              'holds the API Secret key that the SignalZen Console shows for this account.'
          : `Deliveries were refused because their signature is that of another account: the URL of its webhooks in the SignalZen Console must end with ${path}.`,
      );
    });
  }

  /** @param accountPaths the paths that would have been right */
  misdirected(url: string, accountPaths: readonly string[]): void {
    this.misdirections.happened((times) => {
      this.log.error(
        { path: shownPath(url), accountPaths, times },
        'Signed deliveries came to a URL of no account, and may be lost permanently: compare the URLs of the ' +
          'webhooks in the SignalZen Console, and what a proxy turns them into, with the paths of the accounts.',
      );
    });
  }

  notStored(error: unknown): void {
    this.storing.happened((times) => {
      this.log.error({ err: error, times }, 'Deliveries were refused because they could not be stored.');
    });
  }
}

function settingOf(account: string): string {
  return account === DEFAULT_ACCOUNT
    ? 'SIGNALZEN_API_SECRET'
    : `SIGNALZEN_API_SECRET_${account.toUpperCase()}`;
}
