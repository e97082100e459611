import { SimulatorError } from '../simulator-error';
import { askService } from './ask-service';
import type { Api } from './ask-service';
import { commandLine } from '../../src/platform/command-line';

/** An account whose secret somebody has set: it may be SignalZen's, and its data somebody's own. */
export interface OwnAccount extends Api {
  readonly account: string;
}

const RECEIVED = '{ freshness { received { account } } }';

/**
 * Made-up chats stand among the others until somebody takes them back.
 * @throws SimulatorError `EXISTING_DATA` where the account has received anything
 */
export async function refuseExistingData({ account, ...api }: OwnAccount): Promise<void> {
  const data = (await askService(api, RECEIVED)) as {
    readonly freshness: { readonly received: readonly { readonly account: string }[] };
  };
  if (data.freshness.received.every((one) => one.account !== account)) return;
  throw new SimulatorError(
    'EXISTING_DATA',
    `The account "${account}" has received deliveries, and its secret is one that somebody has set: made-up chats ` +
      `would stand among its own. Nothing was sent. Run "${commandLine('demo')}" for made-up data in a service of its ` +
      'own, or add --into-existing-data if that is what you want.',
  );
}
