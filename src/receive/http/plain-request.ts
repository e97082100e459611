/** A POST that arrived as a whole, and whose head leaves no room for two readings. */
export interface PlainRequest {
  /** As it stands in the request line. */
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** A view into the bytes that were read. */
  readonly body: Buffer;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const REQUEST_LINE = /^POST (\/[\x21-\x7e]*) HTTP\/1\.1$/;
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const NOT_PRINTABLE = /[^\t\x20-\x7e]/;
const LENGTH = /^(?:0|[1-9]\d{0,7})$/;
const MAX_HEAD_BYTES = 8192;
/** Whoever sends one of these wants more of HTTP than is understood here. */
const BEYOND_PLAIN = ['transfer-encoding', 'upgrade', 'expect', 'trailer', 'proxy-connection'];

/**
 * The request that these bytes begin with, and where it ends, if it is a plain one and all of it is there. Everything
 * else is `undefined` and for Node's HTTP parser: a half request, another method or version, chunks, an upgrade, a
 * header that stands twice, is folded, ends with a blank or holds anything but printable ASCII, a length that is not
 * plain digits, a URL that is more than a path. A proxy in front can therefore not see another end of the request than
 * is seen here.
 */
export function readPlainRequest(
  bytes: Buffer,
): { readonly request: PlainRequest; readonly end: number } | undefined {
  const headEnd = bytes.indexOf(HEAD_END);
  if (headEnd === -1 || headEnd > MAX_HEAD_BYTES) return undefined;
  const lines = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const url = REQUEST_LINE.exec(lines[0] ?? '')?.[1];
  const headers = readHeaders(lines);
  if (url === undefined || headers === undefined) return undefined;
  const length = headers['content-length'];
  if (length === undefined || !LENGTH.test(length) || !isPlain(headers)) return undefined;
  const bodyFrom = headEnd + HEAD_END.length;
  const end = bodyFrom + Number(length);
  if (end > bytes.length) return undefined;
  return { request: { url, headers, body: bytes.subarray(bodyFrom, end) }, end };
}

function isPlain(headers: Readonly<Record<string, string>>): boolean {
  const { host, connection } = headers;
  if (host === undefined) return false;
  if (connection !== undefined && connection.toLowerCase() !== 'keep-alive') return false;
  return BEYOND_PLAIN.every((name) => headers[name] === undefined);
}

/** The header lines, each name once; `undefined` if a line is not of that form. */
function readHeaders(lines: readonly string[]): Record<string, string> | undefined {
  const headers = Object.create(null) as Record<string, string>;
  for (let index = 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0));
    if (!HEADER_NAME.test(name) || NOT_PRINTABLE.test(line)) return undefined;
    const key = name.toLowerCase();
    if (headers[key] !== undefined) return undefined;
    const value = line.slice(colon + 1).trim();
    // After a length, Node allows blanks but no tab. Who sends either is rare.
    if (!line.endsWith(value)) return undefined;
    headers[key] = value;
  }
  return headers;
}
