import type { AddressInfo } from 'node:net';
import { createClient } from '@clickhouse/client';
import express from 'express';
import { ordersFromBench, tellBench } from '../support/own-program';
import { isSigned } from '../support/signature';

/* The receiver as it is usually written: one awaited insert per event. */
interface Orders {
  readonly secret: string;
  readonly clickhouse: { readonly url: string; readonly username: string; readonly password: string };
  readonly database: string;
}

interface Message {
  readonly event_type: string;
  readonly data: { readonly id: number; readonly created_at: string };
}

const { secret, clickhouse, database } = ordersFromBench() as Orders;
const client = createClient(clickhouse);
const table = `${database}.events`;

const app = express();
app.post('/webhooks/signalzen', express.raw({ type: '*/*' }), async (request, response) => {
  const body = request.body as Buffer;
  if (!isSigned(body, request.headers['x-signalzen-signature'], secret)) {
    response.sendStatus(401);
    return;
  }
  const text = body.toString('utf8');
  const event = JSON.parse(text) as Message;
  await client.insert({
    table,
    format: 'JSONEachRow',
    values: [
      {
        received_at: Date.now(),
        event_type: event.event_type,
        message_id: event.data.id,
        created_at: Date.parse(event.data.created_at),
        body: text,
      },
    ],
  });
  response.json({ ok: true });
});

async function start(): Promise<void> {
  await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${database}` });
  await client.command({
    query: `CREATE TABLE ${table} (
      received_at DateTime64(3, 'UTC'), event_type LowCardinality(String), message_id UInt64,
      created_at DateTime64(3, 'UTC'), body String
    ) ENGINE = MergeTree ORDER BY (event_type, received_at)`,
  });
  const server = app.listen(0, '127.0.0.1', () => {
    tellBench({ port: (server.address() as AddressInfo).port });
  });
}

start().catch((error: unknown) => {
  console.error(String(error));
  process.exit(1);
});
