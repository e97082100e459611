import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHmac } from 'node:crypto';
import pino from 'pino';
import type { Settings } from '../../../platform/config/settings';
import { UnfinishedBodies } from '../unfinished-bodies';
import { WebhookCounters } from '../webhook-counters';
import { WebhookReceiver } from '../webhook-receiver';
import { HeldSink } from './held-sink';

export const SECRET = 'the-secret-of-default';
export const PREVIOUS_SECRET = 'the-secret-before-it';
export const SHOP_SECRET = 'the-secret-of-shop';
export const MAX_BODY_BYTES = 200_000;
/** For unfinished bodies: some twenty of the largest. */
export const MEMORY = 4 * 2 ** 20;

export function signatureOf(body: Buffer | string, secret = SECRET): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

/** A receiver on a real HTTP server, with what it counted, logged and handed over. */
export interface RunningEdge {
  readonly port: number;
  readonly receiver: WebhookReceiver;
  readonly sink: HeldSink;
  readonly counters: WebhookCounters;
  readonly unfinished: UnfinishedBodies;
  readonly logged: string[];
  close(): Promise<void>;
}

export async function startEdge(): Promise<RunningEdge> {
  const sink = new HeldSink();
  const counters = new WebhookCounters();
  const logged: string[] = [];
  const log = pino({}, { write: (line: string) => void logged.push(line) });
  const settings = {
    accounts: new Map([
      ['default', [SECRET, PREVIOUS_SECRET]],
      ['shop', [SHOP_SECRET]],
    ]),
    webhookMaxBodyBytes: MAX_BODY_BYTES,
  } as unknown as Settings;
  const unfinished = new UnfinishedBodies(MEMORY);
  const receiver = new WebhookReceiver(settings, sink, counters, unfinished, log);
  const server = createServer((request, response) => {
    receiver.handle(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    receiver,
    sink,
    counters,
    unfinished,
    logged,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
