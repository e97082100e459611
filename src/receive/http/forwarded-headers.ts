import type { IncomingMessage } from 'node:http';
import { isPeerHeader, peerHeaderOf } from './forwarded-peer';

/** Of one connection, and not of the request or the answer (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  // Answered by Node's server already.
  'expect',
]);

/** Without a length, Node would send these in chunks. */
const WITH_BODY = ['POST', 'PUT', 'PATCH'];

/** The headers of an answer, as name, value, name, value, …, without those of the connection it came over. */
export function answerHeaders({ rawHeaders, headers }: IncomingMessage): string[] {
  return endToEnd(rawHeaders, headers.connection);
}

/** The headers of a request for the process behind the receiver, with whose request it is, and how its body ends. */
export function requestHeaders(request: IncomingMessage): string[] {
  const { rawHeaders, headers } = request;
  const passed = endToEnd(rawHeaders, headers.connection);
  passed.push(...peerHeaderOf(request));
  if (headers['transfer-encoding'] !== undefined) passed.push('Transfer-Encoding', 'chunked');
  else if (headers['content-length'] === undefined && WITH_BODY.includes(request.method ?? ''))
    passed.push('Content-Length', '0');
  return passed;
}

function endToEnd(raw: readonly string[], connection = ''): string[] {
  const named = new Set(connection.split(',').map((name) => name.trim().toLowerCase()));
  const passed: string[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const [name = '', value = ''] = [raw[index], raw[index + 1]];
    const key = name.toLowerCase();
    if (!HOP_BY_HOP.has(key) && !isOfConnection(key, named) && !isPeerHeader(key)) passed.push(name, value);
  }
  return passed;
}

/** What `Connection` names goes no further, but nobody can take the end of the body away with it. */
function isOfConnection(key: string, named: ReadonlySet<string>): boolean {
  return named.has(key) && key !== 'content-length' && key !== 'host';
}
