import { readPlainRequest } from './plain-request';

const BODY = '{"event_type":"user.created","data":{"id":1}}';

/** A request as SignalZen sends it, with other lines in its head. */
function request(lines: readonly string[], line = 'POST /webhooks/signalzen HTTP/1.1'): Buffer {
  return Buffer.from(`${[line, ...lines].join('\r\n')}\r\n\r\n${BODY}`, 'latin1');
}

const LENGTH = `Content-Length: ${BODY.length}`;
const PLAIN = ['Host: edge', 'User-Agent: Ruby', 'X-SignalZen-Signature: \t ab', LENGTH];

describe('A plain request', () => {
  it('is read with its URL, its headers by lower-case name, its body, and where it ends', () => {
    const bytes = Buffer.concat([request(PLAIN), Buffer.from('POST /next')]);
    const found = readPlainRequest(bytes);
    expect(found?.end).toBe(bytes.length - 'POST /next'.length);
    expect(found?.request.url).toBe('/webhooks/signalzen');
    expect(found?.request.body.toString()).toBe(BODY);
    expect({ ...found?.request.headers }).toEqual({
      host: 'edge',
      'user-agent': 'Ruby',
      'x-signalzen-signature': 'ab',
      'content-length': String(BODY.length),
    });
  });

  it('may say that the connection is kept, have an empty body, and have a header without a value', () => {
    expect(readPlainRequest(request([...PLAIN, 'Connection: Keep-Alive']))).toBeDefined();
    expect(readPlainRequest(request(['Host: edge', 'Content-Length: 0']))?.request.body).toHaveLength(0);
    expect(readPlainRequest(request([...PLAIN, 'X-Empty:']))?.request.headers['x-empty']).toBe('');
  });

  it('is not there before its last byte is', () => {
    const bytes = request(PLAIN);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(readPlainRequest(bytes.subarray(0, length))).toBeUndefined();
    }
  });

  it.each([
    ['another method', request(PLAIN, 'PUT /webhooks/signalzen HTTP/1.1')],
    ['another version', request(PLAIN, 'POST /webhooks/signalzen HTTP/1.0')],
    ['a space in the URL', request(PLAIN, 'POST /webhooks/signalzen /x HTTP/1.1')],
    ['a URL with a host', request(PLAIN, 'POST http://edge/webhooks/signalzen HTTP/1.1')],
    ['no URL', request(PLAIN, 'POST  HTTP/1.1')],
    ['an empty line before it', Buffer.concat([Buffer.from('\r\n'), request(PLAIN)])],
    ['no host', request([LENGTH])],
    ['no length', request(['Host: edge'])],
    ['a host that stands twice', request([...PLAIN, 'host: other'])],
    ['a length that stands twice', request([...PLAIN, LENGTH])],
    ['a length with a sign', request(['Host: edge', `Content-Length: +${BODY.length}`])],
    ['a length with a leading zero', request(['Host: edge', `Content-Length: 0${BODY.length}`])],
    ['a length in hexadecimal', request(['Host: edge', 'Content-Length: 0x10'])],
    ['two lengths in one', request(['Host: edge', `Content-Length: ${BODY.length}, ${BODY.length}`])],
    ['a tab after a length', request(['Host: edge', `${LENGTH}\t`])],
    ['a blank after a value', request([...PLAIN, 'X-Odd: one '])],
    ['a connection that a proxy is to close', request([...PLAIN, 'Proxy-Connection: close'])],
    ['chunks', request([...PLAIN, 'Transfer-Encoding: chunked'])],
    ['an empty transfer encoding', request([...PLAIN, 'Transfer-Encoding:'])],
    ['an upgrade', request([...PLAIN, 'Upgrade: h2c'])],
    ['an expectation', request([...PLAIN, 'Expect: 100-continue'])],
    ['a connection to be closed', request([...PLAIN, 'Connection: close'])],
    ['a connection with options', request([...PLAIN, 'Connection: keep-alive, Upgrade'])],
    ['a folded header', request([...PLAIN, 'X-Long: one', ' two'])],
    ['a space before a colon', request([...PLAIN, 'X-Odd : one'])],
    ['a header without a name', request([...PLAIN, ': one'])],
    ['a line without a colon', request([...PLAIN, 'nothing'])],
    ['a bare carriage return', request([...PLAIN, 'X-Odd: one\rTransfer-Encoding: chunked'])],
    ['a bare line feed', request([...PLAIN, 'X-Odd: one\nTransfer-Encoding: chunked'])],
    ['a zero byte', request([...PLAIN, 'X-Odd: \0'])],
    ['letters beyond ASCII', request([...PLAIN, 'X-Odd: \xe9'])],
    ['a head of more than 8 KiB', request([...PLAIN, `X-Long: ${'x'.repeat(8192)}`])],
  ])('is none with %s', (_, bytes) => {
    expect(readPlainRequest(bytes)).toBeUndefined();
  });
});
