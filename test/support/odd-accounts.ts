import type { RawDelivery } from '../reference/delivery';
import { post, signatureOf } from './signalzen-sender';

const SECRET = 'one-secret-for-all-of-these';

/** The settings of a service that knows these accounts. */
export function environmentOf(accounts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    accounts.map((account) => [`SIGNALZEN_API_SECRET_${account.toUpperCase()}`, SECRET]),
  );
}

/** Sends to each account its bodies one after the other. @returns what was accepted, as it was received */
export async function sendToAccounts(
  serviceUrl: string,
  bodiesOf: ReadonlyMap<string, readonly Buffer[]>,
): Promise<RawDelivery[]> {
  const received: RawDelivery[] = [];
  await Promise.all(
    [...bodiesOf].map(async ([account, bodies]) => {
      for (const body of bodies) {
        const headers = { 'x-signalzen-signature': signatureOf(body, SECRET) };
        const response = await post(`${serviceUrl}/webhooks/signalzen/${account}`, body, headers);
        if (response.status !== 200) throw new Error(`${account} was answered with ${response.status}`);
        received.push({ account, body, receivedAt: Date.now() });
      }
    }),
  );
  return received;
}
