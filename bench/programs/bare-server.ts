import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ordersFromBench, tellBench } from '../support/own-program';
import { isSigned } from '../support/signature';

/*
 * What Node's HTTP server can do at most with signed JSON: it checks the signature, parses, and throws all away.
 */
const { secret } = ordersFromBench() as { secret: string };
const OK = '{"ok":true}';
const HEADERS = { 'Content-Type': 'application/json', 'Content-Length': OK.length };

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    if (!isSigned(body, request.headers['x-signalzen-signature'], secret)) {
      response.writeHead(401, { 'Content-Length': 0 }).end();
      return;
    }
    JSON.parse(body.toString('utf8'));
    response.writeHead(200, HEADERS).end(OK);
  });
});
server.listen(0, '127.0.0.1', () => {
  tellBench({ port: (server.address() as AddressInfo).port });
});
