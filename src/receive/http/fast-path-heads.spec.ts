import fc from 'fast-check';
import { conversation, inPieces } from './testing/conversation';
import { EchoEdge } from './testing/echo-edge';

/** `HEADS=20000` looks further than each run does. */
const HEADS = Number(process.env['HEADS'] ?? 600);
const BODY = '{"event_type":"x"}\n';
const LENGTH = String(BODY.length);
/** What a connection that was kept still answers, and closes. */
const LAST = 'GET /hook/last HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n\r\n';
const BAD_REQUEST = 'HTTP/1.1 400 Bad Request';
const CONNECTION = /(Connection: close|Connection: keep-alive\r\nKeep-Alive: timeout=65)\r\n/g;

/** Most heads are to be plain but for one oddity or two, or few of them are read in front of the parser. */
const mostly = (usual: string, other: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, other);
const blanks = fc.constantFrom('', '', ' ', ' ', '\t', '  ', ' \t', '\t ');
const PRINTABLE = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index));
const odd = fc.constantFrom(
  ...PRINTABLE,
  ' ',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '\0',
  '\x7f',
  '\x80',
  '\xff',
  '\x0b',
);

const method = mostly('POST', fc.constantFrom('post', 'PUT', 'GET', 'POSTS', 'M-SEARCH', ''));
const version = mostly('HTTP/1.1', fc.constantFrom('HTTP/1.0', 'HTTP/1.1 ', 'HTTP/1.2', 'http/1.1'));
const url = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('/hook', '/hook/late', '/hook/now', '/hook/odd', '/hook/wrong') },
  {
    weight: 2,
    arbitrary: fc.string({ unit: fc.constantFrom(...PRINTABLE), maxLength: 4 }).map((end) => `/hook${end}`),
  },
  fc
    .string({ unit: fc.constantFrom(...PRINTABLE), minLength: 1, maxLength: 3 })
    .map((start) => `${start}/hook`),
  fc.constantFrom(
    '*',
    '*/hook',
    'http://edge/hook',
    'HTTP://a@b@c/hook',
    'http://[::1]:1/hook',
    '//hook',
    'edge:80/hook',
  ),
);
const value = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'keep-alive',
    'Keep-Alive',
    'close',
    'Close',
    'upgrade',
    'close, keep-alive',
    'keep-alive,',
  ),
  fc.constantFrom(
    'chunked',
    'identity',
    '100-continue',
    'h2c',
    'gzip',
    'trailers',
    'timeout=1',
    'edge',
    LENGTH,
    '0',
  ),
  fc.string({ unit: odd, maxLength: 4 }),
);
const name = fc.oneof(
  fc.constantFrom(
    'Host',
    'Connection',
    'Proxy-Connection',
    'Keep-Alive',
    'Content-Length',
    'Transfer-Encoding',
  ),
  fc.constantFrom(
    'Upgrade',
    'Expect',
    'TE',
    'Trailer',
    'HTTP2-Settings',
    'Content-Encoding',
    'X-Odd',
    'Proxy-Authorization',
  ),
  fc.constantFrom(
    'Set-Cookie',
    'Cookie',
    'Content-Type',
    'Sec-WebSocket-Key',
    'Te',
    'Via',
    'X_Odd',
    'content-length',
  ),
  fc.string({ unit: odd, maxLength: 3 }),
);
const line = fc.tuple(name, mostly('', fc.constant(' ')), blanks, value, mostly('', blanks)).map((parts) => {
  const [key, gap, before, text, after] = parts;
  return `${key}${gap}:${before}${text}${after}`;
});
const lengthLine = fc
  .tuple(
    fc.constantFrom('Content-Length', 'content-length', 'CONTENT-LENGTH'),
    blanks,
    mostly('', blanks),
    fc.nat(40),
  )
  .map(([key, before, after, oddity]) => {
    const text = ['+', '0', '-', '0x'][oddity] ?? '';
    return `${key}:${before}${text}${LENGTH}${after}`;
  });
const head = fc
  .tuple(method, url, version, fc.array(line, { maxLength: 2 }), lengthLine, fc.nat(7))
  .map(([verb, target, protocol, lines, length, at]) => {
    const all = ['Host: edge', length, 'X-SignalZen-Signature: ab'];
    all.splice(at % 4, 0, ...lines);
    return `${verb} ${target} ${protocol}\r\n${all.join('\r\n')}\r\n\r\n`;
  });
const slip = fc.option(fc.tuple(fc.nat(), odd, fc.boolean()), { freq: 2 });
const oddHead = fc.tuple(head, slip).map(([text, change]) => {
  if (change === null) return text;
  const [place, sign, replaces] = change;
  const at = place % text.length;
  return text.slice(0, at) + sign + text.slice(replaces ? at + 1 : at);
});

describe('The head of a request', () => {
  let edges: readonly EchoEdge[];
  beforeAll(async () => {
    edges = await Promise.all([new EchoEdge(true).start(), new EchoEdge(false).start()]);
  });
  afterAll(async () => {
    await Promise.all(edges.map((edge) => edge.stop()));
  });

  /** What the server with the fast path says, and what the one without says. */
  const both = async (text: string, cuts: readonly number[], ends: boolean): Promise<string[]> => {
    const writes = inPieces(Buffer.from(text, 'latin1'), cuts);
    const answers = await Promise.all(edges.map(({ port }) => conversation(port, writes, ends)));
    // Whether an answer says so that it is the last one, if the sender's end comes about then, is a matter of luck.
    return ends ? answers.map((answer) => answer.replace(CONNECTION, '')) : answers;
  };

  it('is read in front of the parser as it is by the parser, and ends or keeps the connection alike', async () => {
    const cases = fc.tuple(oddHead, fc.array(fc.nat(), { maxLength: 2 }), fc.boolean());
    await fc.assert(
      fc.asyncProperty(cases, async ([text, cuts, ends]) => {
        const answers = await both(text + BODY + (ends ? '' : LAST), cuts, ends);
        const [one = '', other = ''] = answers;
        const isSeveral = text.indexOf('\r\n\r\n') < text.length - 4;
        if (!isSeveral || !answers.every((answer) => answer.includes(BAD_REQUEST))) {
          expect(one).toBe(other);
          return;
        }
        // Over bytes that are no HTTP, Node forgets the answers to good requests before them that are not out yet.
        const [good = '', less = ''] = [one, other].map((answer) => answer.split(BAD_REQUEST)[0] ?? '');
        expect(good.startsWith(less)).toBe(true);
      }),
      { numRuns: HEADS },
    );
    expect(edges[0]?.echo.taken).toBeGreaterThan(HEADS / 20);
  });

  it.each([
    ['a tab after its length', `Content-Length: ${LENGTH}\t`, ''],
    ['a connection that a proxy is to close', `Content-Length: ${LENGTH}`, 'Proxy-Connection: close\r\n'],
    ['a URL that is none', `Content-Length: ${LENGTH}`, ''],
  ])('is left to the parser with %s', async (what, length, more) => {
    const target = what === 'a URL that is none' ? 'http://a@b@c/hook' : '/hook';
    const taken = edges[0]?.echo.taken;
    const [one, other] = await both(
      `POST ${target} HTTP/1.1\r\nHost: edge\r\n${more}${length}\r\n\r\n${BODY}${LAST}`,
      [],
      false,
    );
    expect(one).toBe(other);
    expect(edges[0]?.echo.taken).toBe(taken);
  });

  it.each(['/hook', '/hook/late', '/hook/odd'])(
    'is answered to a sender that ends its half with the body: %s',
    async (target) => {
      const text = `POST ${target} HTTP/1.1\r\nHost: edge\r\nContent-Length: ${LENGTH}\r\n\r\n`;
      for (const cuts of [[], [text.length], [5, text.length + 3]]) {
        const answers = await both(text + BODY, cuts, true);
        for (const answer of answers) expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n/);
      }
    },
  );
});
